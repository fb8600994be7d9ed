package dev.fhirgateway.translation;

import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.EOF;

import com.schibsted.spt.data.jslt.parser.Token;
import java.util.HashMap;
import java.util.Map;

/** Edits at the tokens of a JSLT text, which keep what stands there in its lines. */
final class TextEdits {
    private final String text;
    private final Map<Token, String> before = new HashMap<>();
    private final Map<Token, String> instead = new HashMap<>();
    private final Map<Token, String> after = new HashMap<>();

    TextEdits(String text) {
        this.text = text;
    }

    /** What was put before the token already stays before it. */
    void putBefore(Token token, String more) {
        before.merge(token, more, String::concat);
    }

    void putInstead(Token token, String other) {
        instead.put(token, other);
    }

    void putAfter(Token token, String more) {
        after.merge(token, more, String::concat);
    }

    /**
     * The text with all that was put into it.
     *
     * @param first its first token, which leads to the others
     */
    String from(Token first) {
        StringBuilder edited = new StringBuilder();
        int copied = 0;
        int line = 1;
        int lineStart = 0;
        for (Token token = first; token.kind != EOF; token = token.next) {
            for (; line < token.beginLine; line++) {
                lineStart = nextLine(lineStart);
            }
            int start = lineStart + token.beginColumn - 1;
            edited.append(text, copied, start).append(before.getOrDefault(token, ""));
            edited.append(instead.getOrDefault(token, token.image)).append(after.getOrDefault(token, ""));
            copied = start + token.image.length();
        }
        return edited.append(text, copied, text.length()).toString();
    }

    private int nextLine(int start) {
        int at = start;
        while (text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return text.startsWith("\r\n", at) ? at + 2 : at + 1;
    }
}
