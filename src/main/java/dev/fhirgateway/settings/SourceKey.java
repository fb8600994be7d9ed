package dev.fhirgateway.settings;

import java.util.regex.Pattern;

/** The key of a registry source, 1 to 62 characters ({@code registry-side}, the key pattern of sources). */
public final class SourceKey {
    static final Form<String> FORM = Form.text(
            "a key of 1 to 62 letters, digits, - or _, not beginning with _",
            Pattern.compile("[a-zA-Z0-9-][a-zA-Z0-9_-]{0,61}"));

    private SourceKey() {}

    /** Whether a text can be the key of a source. */
    public static boolean isValid(String text) {
        return FORM.accepts(text);
    }

    /** Plain words for what {@link #isValid} asks, to complete "expected ...". */
    public static String expected() {
        return FORM.expected();
    }
}
