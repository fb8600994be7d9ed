package dev.fhirgateway.sandbox.catalog;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads an ECMAScript regular expression into a Java one ({@code registry-side 8}). The two are close; what is common
 * and means something else in Java is rewritten: {@code $} is the very end, {@code [} and {@code &} in a class are
 * themselves, {@code \s} knows the spaces of Unicode, {@code \v} is the vertical tab. What only Java has (possessive
 * quantifiers, inline flags, {@code \A}, POSIX classes and the like) is not refused.
 */
final class EcmaScriptRegex {
    private static final String SPACES =
            "\\t\\n\\x0B\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";

    private final String source;
    private final StringBuilder java = new StringBuilder();
    private boolean inClass;

    private EcmaScriptRegex(String source) {
        this.source = source;
    }

    /**
     * Compiles an expression.
     *
     * @return what to look for anywhere in a text, as {@code RegExp.test} does; empty when it is no expression
     */
    static Optional<Pattern> compile(String source) {
        try {
            return Optional.of(Pattern.compile(new EcmaScriptRegex(source).rewritten()));
        } catch (PatternSyntaxException notAnExpression) {
            return Optional.empty();
        }
    }

    private String rewritten() {
        int at = 0;
        while (at < source.length()) {
            boolean escape = source.charAt(at) == '\\' && at + 1 < source.length();
            if (escape) {
                escaped(source.charAt(at + 1));
            } else {
                plain(source.charAt(at));
            }
            at += escape ? 2 : 1;
        }
        return java.toString();
    }

    private void escaped(char letter) {
        java.append(
                switch (letter) {
                    case 's' -> inClass ? SPACES : "[" + SPACES + "]";
                    case 'S' -> "[^" + SPACES + "]";
                    case 'v' -> "\\x0B";
                    default -> "\\" + letter;
                });
    }

    private void plain(char letter) {
        if (inClass) {
            java.append(letter == '[' || letter == '&' ? "\\" + letter : String.valueOf(letter));
            inClass = letter != ']';
        } else {
            java.append(letter == '$' ? "\\z" : String.valueOf(letter));
            inClass = letter == '[';
        }
    }
}
