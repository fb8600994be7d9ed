package dev.fhirgateway.translation;

import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONCALL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTIMPORT;

import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.RegexpFunction;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Looks in a JSLT text for the faults that JSLT finds too, but knows no place of. */
final class TextCheck {
    private final JsltSource source;
    private final Consumer<String> modules;

    /** @param modules throws a {@link JsltException} for the name of a module that is not there */
    TextCheck(JsltSource source, Consumer<String> modules) {
        this.source = source;
        this.modules = modules;
    }

    /**
     * Checks a part of the text.
     *
     * @throws FaultInText for the first fault
     */
    void check(SimpleNode node) {
        if (node.getId() == JJTIMPORT) {
            check(node.jjtGetFirstToken().next, modules);
        }
        if (node.getId() == JJTFUNCTIONCALL && source.builtin(node).orElse(null) instanceof RegexpFunction regex) {
            JsltSource.constant(node, regex.regexpArgumentNumber())
                    .ifPresent(expression -> check(expression, TextCheck::checkRegex));
        }
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            check(JsltSource.child(node, i));
        }
    }

    private void check(Token text, Consumer<String> check) {
        try {
            check.accept(JsltSource.string(text));
        } catch (JsltException e) {
            throw new FaultInText(e.getMessageWithoutLocation(), source.place(text));
        }
    }

    private static void checkRegex(String regex) {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new JsltException("not a regular expression: " + e.getDescription());
        }
    }
}
