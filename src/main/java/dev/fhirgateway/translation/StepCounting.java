package dev.fhirgateway.translation;

import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.DEF;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.EOF;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.FOR;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.IDENT;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.LPAREN;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.RPAREN;

import com.schibsted.spt.data.jslt.parser.JsltParserTokenManager;
import com.schibsted.spt.data.jslt.parser.SimpleCharStream;
import com.schibsted.spt.data.jslt.parser.Token;
import com.schibsted.spt.data.jslt.parser.TokenMgrError;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Has the functions and the loops of a JSLT text count their steps: behind the parentheses of every {@code def name(...)}
 * and {@code for (...)} goes a {@code let} that calls {@link WorkLimit}. JSLT has no limit of its own, and cannot be
 * interrupted. All stays in its line, so the lines of errors are those of the file.
 */
final class StepCounting {
    private final String text;
    private final List<Token> tokens;

    private StepCounting(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    /** The text that counts; the same text when it is not made of JSLT's tokens. */
    static String in(String text) {
        try {
            return new StepCounting(text, tokens(text)).counting();
        } catch (TokenMgrError e) {
            return text;
        }
    }

    private static List<Token> tokens(String text) {
        SimpleCharStream characters = new SimpleCharStream(new StringReader(text));
        characters.setTabSize(1);
        JsltParserTokenManager manager = new JsltParserTokenManager(characters);
        List<Token> tokens = new ArrayList<>();
        for (Token token = manager.getNextToken(); token.kind != EOF; token = manager.getNextToken()) {
            tokens.add(token);
        }
        return tokens;
    }

    private String counting() {
        SortedMap<Integer, String> steps = new TreeMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            int open = opening(i);
            int close = open < 0 ? -1 : closing(open);
            if (close >= 0) {
                Token last = tokens.get(close);
                String arguments = tokens.get(i).kind == DEF ? parameters(open, close) : "";
                steps.put(offset(last.endLine, last.endColumn), step(arguments));
            }
        }
        StringBuilder counting = new StringBuilder();
        int copied = 0;
        for (Map.Entry<Integer, String> step : steps.entrySet()) {
            counting.append(text, copied, step.getKey()).append(step.getValue());
            copied = step.getKey();
        }
        return counting.append(text, copied, text.length()).toString();
    }

    /** Where the parenthesis of a {@code def} or a {@code for} at {@code i} opens; -1 when there is none. */
    private int opening(int i) {
        int kind = tokens.get(i).kind;
        int open = kind == FOR ? i + 1 : kind == DEF ? i + 2 : tokens.size();
        return open < tokens.size() && tokens.get(open).kind == LPAREN ? open : -1;
    }

    private int closing(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            int kind = tokens.get(i).kind;
            depth += kind == LPAREN ? 1 : kind == RPAREN ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private String parameters(int open, int close) {
        return String.join(
                ", ",
                tokens.subList(open, close).stream()
                        .filter(token -> token.kind == IDENT)
                        .map(token -> "$" + token.image)
                        .toList());
    }

    /** In parentheses, for what follows may begin with a dot or a bracket, and is not to be taken for a part of it. */
    private static String step(String arguments) {
        return " let gateway-step = (gateway-step(" + arguments + ")) ";
    }

    /** The offset behind the character at a place that JSLT tells, both from 1. */
    private int offset(int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = nextLine(start);
        }
        return start + column;
    }

    private int nextLine(int start) {
        int at = start;
        while (text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return text.startsWith("\r\n", at) ? at + 2 : at + 1;
    }
}
