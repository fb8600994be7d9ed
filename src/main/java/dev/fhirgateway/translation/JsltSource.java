package dev.fhirgateway.translation;

import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.STRING;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONDECL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTIMPORT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.BuiltinFunctions;
import com.schibsted.spt.data.jslt.impl.Location;
import com.schibsted.spt.data.jslt.parser.JsltParser;
import com.schibsted.spt.data.jslt.parser.JsltParserTokenManager;
import com.schibsted.spt.data.jslt.parser.ParseException;
import com.schibsted.spt.data.jslt.parser.SimpleCharStream;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The text of a mapping or of a module, as the tree that JSLT's parser makes of it. */
final class JsltSource {
    private static final JsonMapper STRINGS = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private final String name;
    private final SimpleNode root;
    private final Set<String> ownNames = new HashSet<>();

    private JsltSource(String name, SimpleNode root) {
        this.name = name;
        this.root = root;
        for (int i = 0; i < root.jjtGetNumChildren(); i++) {
            SimpleNode child = child(root, i);
            if (child.getId() == JJTFUNCTIONDECL) {
                ownNames.add(child.jjtGetFirstToken().next.image);
            } else if (child.getId() == JJTIMPORT) {
                ownNames.add(child.jjtGetLastToken().image);
            }
        }
    }

    /** Throws when it is not JSLT, as does {@link com.schibsted.spt.data.jslt.parser.TokenMgrError}. */
    static JsltSource ofMapping(String name, String text) throws ParseException {
        Parser parser = Parser.of(text);
        parser.Start();
        return new JsltSource(name, parser.root());
    }

    /** The same of a module, which need not give anything. */
    static JsltSource ofModule(String name, String text) throws ParseException {
        Parser parser = Parser.of(text);
        parser.Module();
        return new JsltSource(name, parser.root());
    }

    SimpleNode root() {
        return root;
    }

    static SimpleNode child(SimpleNode node, int i) {
        return (SimpleNode) node.jjtGetChild(i);
    }

    Location place(Token token) {
        return new Location(name, token.beginLine, token.beginColumn);
    }

    /** The function of JSLT that a call means; empty for any other: those of the file and of modules go first. */
    Optional<Function> builtin(SimpleNode call) {
        String called = call.jjtGetFirstToken().image;
        return ownNames.contains(called)
                ? Optional.empty()
                : Optional.ofNullable(BuiltinFunctions.functions.get(called));
    }

    /** An argument of a call, when it is nothing but a text. */
    static Optional<Token> constant(SimpleNode call, int argument) {
        if (call.jjtGetNumChildren() <= argument) {
            return Optional.empty();
        }
        SimpleNode value = child(call, argument);
        return Optional.of(value.jjtGetFirstToken())
                .filter(token -> token.kind == STRING && token == value.jjtGetLastToken());
    }

    /** What a token of kind {@code STRING} says; JSLT has the escapes of JSON. */
    static String string(Token token) {
        try {
            return STRINGS.readValue(token.image, String.class);
        } catch (JsonProcessingException e) {
            throw new JsltException("not a text: " + e.getOriginalMessage());
        }
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
