package dev.fhirgateway.translation;

import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.FOR;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.IDENT;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.RPAREN;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.STRING;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTADDITIVEEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTARRAY;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTCOMPARATIVEEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONCALL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONDECL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTIMPORT;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTMULTIPLICATIVEEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTOBJECTCOMPREHENSION;

import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.BuiltinFunctions;
import com.schibsted.spt.data.jslt.impl.RegexpFunction;
import com.schibsted.spt.data.jslt.parser.ParseException;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import com.schibsted.spt.data.jslt.parser.TokenMgrError;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Puts all that a JSLT text does under {@link WorkLimit}. A call of one of JSLT's functions becomes one of a
 * {@link LimitedCall}, and so does an operator, {@code a + b} becoming {@code (gateway-1(a, b))}; behind the parentheses of
 * every {@code def name(...)} and {@code for (...)} goes a {@code let} that spends a unit. Nothing else in JSLT takes longer
 * than its text is long. All stays in its line, so the lines of errors are those of the file.
 */
final class LimitedText {
    private static final String STEP = " let gateway-step = (gateway-step()) ";

    private final JsltSource source;
    private final Collection<Function> functions;
    private final Consumer<String> modules;
    private final Set<String> ownNames = new HashSet<>();

    private LimitedText(JsltSource source, Collection<Function> functions, Consumer<String> modules) {
        this.source = source;
        this.functions = functions;
        this.modules = modules;
    }

    /**
     * The text of a mapping under the limit; the same text when it is not JSLT.
     *
     * @param functions takes the functions that the text needs then
     * @param modules throws a {@link JsltException} for the name of a module that is not there
     * @throws FaultInText when the text has a fault that JSLT knows no place of
     */
    static String ofMapping(String name, String text, Collection<Function> functions, Consumer<String> modules) {
        try {
            return new LimitedText(JsltSource.ofMapping(name, text), functions, modules).limited();
        } catch (ParseException | TokenMgrError e) {
            return text;
        }
    }

    /** The same of a module. */
    static String ofModule(String name, String text, Collection<Function> functions, Consumer<String> modules) {
        try {
            return new LimitedText(JsltSource.ofModule(name, text), functions, modules).limited();
        } catch (ParseException | TokenMgrError e) {
            return text;
        }
    }

    private String limited() {
        collectOwnNames(source.root());
        limit(source.root());
        return source.edited();
    }

    /** Functions and modules of the file go before those of JSLT. */
    private void collectOwnNames(SimpleNode root) {
        for (int i = 0; i < root.jjtGetNumChildren(); i++) {
            SimpleNode child = child(root, i);
            if (child.getId() == JJTFUNCTIONDECL) {
                ownNames.add(child.jjtGetFirstToken().next.image);
            } else if (child.getId() == JJTIMPORT) {
                ownNames.add(child.jjtGetLastToken().image);
                check(child.jjtGetFirstToken().next, modules);
            }
        }
    }

    private void limit(SimpleNode node) {
        switch (node.getId()) {
            case JJTADDITIVEEXPR, JJTMULTIPLICATIVEEXPR, JJTCOMPARATIVEEXPR -> limitOperators(node);
            case JJTFUNCTIONCALL -> limitCall(node);
            case JJTFUNCTIONDECL -> source.putAfter(next(RPAREN, node.jjtGetFirstToken()), STEP);
            case JJTARRAY, JJTOBJECTCOMPREHENSION -> limitLoop(node);
            default -> {}
        }
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            limit(child(node, i));
        }
    }

    /** The children are operands, with operators between them that bind from the left. */
    private void limitOperators(SimpleNode node) {
        for (int i = node.jjtGetNumChildren() - 2; i > 0; i -= 2) {
            Token operator = child(node, i).jjtGetFirstToken();
            LimitedCall call = LimitedCall.ofOperator(name(), source.place(operator), operator.image);
            functions.add(call);
            source.putBefore(node.jjtGetFirstToken(), "(" + call.name() + "(");
            source.putInstead(operator, ",");
            source.putAfter(child(node, i + 1).jjtGetLastToken(), "))");
        }
    }

    private void limitCall(SimpleNode node) {
        Token function = node.jjtGetFirstToken();
        Function builtin = BuiltinFunctions.functions.get(function.image);
        if (function.kind == IDENT && builtin != null && !ownNames.contains(function.image)) {
            LimitedCall call = LimitedCall.ofFunction(name(), source.place(function), builtin);
            functions.add(call);
            source.putInstead(function, call.name());
            if (builtin instanceof RegexpFunction regex && node.jjtGetNumChildren() > regex.regexpArgumentNumber()) {
                SimpleNode expression = child(node, regex.regexpArgumentNumber());
                if (expression.jjtGetFirstToken() == expression.jjtGetLastToken()) {
                    check(expression.jjtGetFirstToken(), LimitedText::checkRegex);
                }
            }
        }
    }

    private void check(Token token, Consumer<String> check) {
        if (token.kind == STRING) {
            try {
                check.accept(JsltSource.string(token));
            } catch (JsltException e) {
                throw new FaultInText(e.getMessageWithoutLocation(), source.place(token));
            }
        }
    }

    private static void checkRegex(String regex) {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new JsltException("not a regular expression: " + e.getDescription());
        }
    }

    private void limitLoop(SimpleNode node) {
        if (node.jjtGetFirstToken().next.kind == FOR) {
            source.putAfter(child(node, 0).jjtGetLastToken().next, STEP);
        }
    }

    private String name() {
        return "gateway-" + functions.size();
    }

    private static Token next(int kind, Token from) {
        Token token = from;
        while (token.kind != kind) {
            token = token.next;
        }
        return token;
    }

    private static SimpleNode child(SimpleNode node, int i) {
        return (SimpleNode) node.jjtGetChild(i);
    }
}
