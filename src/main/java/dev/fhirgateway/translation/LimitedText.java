package dev.fhirgateway.translation;

import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.FOR;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.RPAREN;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTADDITIVEEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTARRAY;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTCOMPARATIVEEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONCALL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONDECL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTMULTIPLICATIVEEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTOBJECTCOMPREHENSION;

import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.Location;
import com.schibsted.spt.data.jslt.parser.ParseException;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import com.schibsted.spt.data.jslt.parser.TokenMgrError;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts all that a JSLT text does under {@link WorkLimit}. A call of one of JSLT's functions becomes one of a
 * {@link LimitedCall}, and so does an operator, {@code a + b} becoming {@code (gateway-1(a, b))}; behind the parentheses of
 * every {@code def name(...)} and {@code for (...)} goes a {@code let} that spends a unit. Nothing else in JSLT takes longer
 * than its text is long. All stays in its line, so the lines of errors are those of the file.
 */
final class LimitedText {
    private final JsltSource source;
    private final TextEdits edits;
    private final Collection<Function> functions;

    private LimitedText(JsltSource source, TextEdits edits, Collection<Function> functions) {
        this.source = source;
        this.edits = edits;
        this.functions = functions;
    }

    /**
     * The text of a mapping under the limit; the same text when it is not JSLT.
     *
     * @param functions takes the functions that the text needs then
     * @param modules throws a JSLT error for the name of a module that is not there
     * @throws FaultInText when the text has a fault that JSLT knows no place of
     */
    static String ofMapping(String name, String text, Collection<Function> functions, Consumer<String> modules) {
        try {
            return limited(JsltSource.ofMapping(name, text), text, functions, modules);
        } catch (ParseException | TokenMgrError e) {
            return text;
        }
    }

    /** The same of a module. */
    static String ofModule(String name, String text, Collection<Function> functions, Consumer<String> modules) {
        try {
            return limited(JsltSource.ofModule(name, text), text, functions, modules);
        } catch (ParseException | TokenMgrError e) {
            return text;
        }
    }

    private static String limited(
            JsltSource source, String text, Collection<Function> functions, Consumer<String> modules) {
        new TextCheck(source, modules).check(source.root());
        TextEdits edits = new TextEdits(text);
        new LimitedText(source, edits, functions).limit(source.root());
        return edits.from(source.root().jjtGetFirstToken());
    }

    private void limit(SimpleNode node) {
        switch (node.getId()) {
            case JJTADDITIVEEXPR, JJTMULTIPLICATIVEEXPR, JJTCOMPARATIVEEXPR -> limitOperators(node);
            case JJTFUNCTIONCALL -> limitCall(node);
            case JJTFUNCTIONDECL -> putStepAfter(next(RPAREN, node.jjtGetFirstToken()));
            case JJTARRAY, JJTOBJECTCOMPREHENSION -> limitLoop(node);
            default -> {}
        }
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            limit(JsltSource.child(node, i));
        }
    }

    /** The children are operands, with operators between them that bind from the left. */
    private void limitOperators(SimpleNode node) {
        for (int i = node.jjtGetNumChildren() - 2; i > 0; i -= 2) {
            Token operator = JsltSource.child(node, i).jjtGetFirstToken();
            LimitedCall call = LimitedCall.ofOperator(name(), source.place(operator), operator.image);
            functions.add(call);
            edits.putBefore(node.jjtGetFirstToken(), "(" + call.name() + "(");
            edits.putInstead(operator, ",");
            edits.putAfter(JsltSource.child(node, i + 1).jjtGetLastToken(), "))");
        }
    }

    private void limitCall(SimpleNode node) {
        Optional<Function> builtin = source.builtin(node);
        if (builtin.isPresent()) {
            Token function = node.jjtGetFirstToken();
            Location place = source.place(function);
            LimitedCall call = builtin.get().getName().equals("error")
                    ? LimitedCall.ofError(
                            name(), place, JsltSource.constant(node, 0).map(JsltSource::string))
                    : LimitedCall.ofFunction(name(), place, builtin.get());
            functions.add(call);
            edits.putInstead(function, call.name());
        }
    }

    private void limitLoop(SimpleNode node) {
        if (node.jjtGetFirstToken().next.kind == FOR) {
            putStepAfter(JsltSource.child(node, 0).jjtGetLastToken().next);
        }
    }

    /** In parentheses, for what follows may begin with a dot or a bracket, and is not to be taken for a part of it. */
    private void putStepAfter(Token parenthesis) {
        LimitedCall call = LimitedCall.ofStep(name(), source.place(parenthesis));
        functions.add(call);
        edits.putAfter(parenthesis, " let " + call.name() + " = (" + call.name() + "()) ");
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
}
