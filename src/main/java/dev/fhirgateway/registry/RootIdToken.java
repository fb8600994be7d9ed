package dev.fhirgateway.registry;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Stands in a bundle for an id that the registry is yet to choose ({@code registry-side 2}, {@code registry-side 5}):
 * {@code @rootId}, or {@code @rootId1}, {@code @rootId2} and so on where there are several.
 *
 * @param text the token as written
 */
public record RootIdToken(String text) {
    private static final Pattern FORM = Pattern.compile(RegistryId.GENERATE + "[0-9]*");

    /**
     * A token.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public RootIdToken {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a token of the form " + FORM);
        }
    }

    /** The token that this is; empty when it is none. */
    public static Optional<RootIdToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new RootIdToken(text)) : Optional.empty();
    }
}
