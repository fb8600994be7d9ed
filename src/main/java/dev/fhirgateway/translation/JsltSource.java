package dev.fhirgateway.translation;

import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.EOF;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.Location;
import com.schibsted.spt.data.jslt.parser.JsltParser;
import com.schibsted.spt.data.jslt.parser.JsltParserTokenManager;
import com.schibsted.spt.data.jslt.parser.ParseException;
import com.schibsted.spt.data.jslt.parser.SimpleCharStream;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;

/** The text of a mapping or module as a tree of JSLT's syntax, and with edits at its tokens, which keep it in its lines. */
final class JsltSource {
    private static final JsonMapper STRINGS = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private final String name;
    private final String text;
    private final Parser parser;
    private final Map<Token, String> before = new HashMap<>();
    private final Map<Token, String> instead = new HashMap<>();
    private final Map<Token, String> after = new HashMap<>();

    private JsltSource(String name, String text, Parser parser) {
        this.name = name;
        this.text = text;
        this.parser = parser;
    }

    /** @throws ParseException when it is not JSLT, as does {@link com.schibsted.spt.data.jslt.parser.TokenMgrError} */
    static JsltSource ofMapping(String name, String text) throws ParseException {
        JsltSource source = new JsltSource(name, text, Parser.of(text));
        source.parser.Start();
        return source;
    }

    /** The same of a module, which need not give anything. */
    static JsltSource ofModule(String name, String text) throws ParseException {
        JsltSource source = new JsltSource(name, text, Parser.of(text));
        source.parser.Module();
        return source;
    }

    SimpleNode root() {
        return parser.root();
    }

    Location place(Token token) {
        return new Location(name, token.beginLine, token.beginColumn);
    }

    /** What a token of kind {@code STRING} says; JSLT has the escapes of JSON. */
    static String string(Token token) {
        try {
            return STRINGS.readValue(token.image, String.class);
        } catch (JsonProcessingException e) {
            throw new JsltException("not a text: " + e.getOriginalMessage());
        }
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

    /** The text with all that was put into it. */
    String edited() {
        StringBuilder edited = new StringBuilder();
        int copied = 0;
        int line = 1;
        int lineStart = 0;
        for (Token token = root().jjtGetFirstToken(); token.kind != EOF; token = token.next) {
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

    /** JSLT's own, which shows its tree to none but its heirs. */
    private static final class Parser extends JsltParser {
        private Parser(SimpleCharStream characters) {
            super(new JsltParserTokenManager(characters));
        }

        static Parser of(String text) {
            SimpleCharStream characters = new SimpleCharStream(new StringReader(text));
            characters.setTabSize(1);
            return new Parser(characters);
        }

        SimpleNode root() {
            return (SimpleNode) jjtree.rootNode();
        }
    }
}
