package dev.fhirgateway.registry;

import java.util.regex.Pattern;

/** The form of a source's key ({@code registry-side 8}): 1 to 62 ASCII characters. */
public final class SourceKey {
    /** The form as the registry writes it. */
    public static final String PATTERN = "^[a-zA-Z0-9-][\\w-]{0,61}$";

    private static final Pattern LEGAL = Pattern.compile(PATTERN);

    private SourceKey() {}

    /** Whether a source can have this key. */
    public static boolean isLegal(String key) {
        return LEGAL.matcher(key).matches();
    }
}
