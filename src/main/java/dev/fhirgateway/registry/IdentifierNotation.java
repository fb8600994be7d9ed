package dev.fhirgateway.registry;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An identifier in the place of an id, {@code {system}:{value}:{use}} ({@code registry-side 9}).
 *
 * <p>The registry knows no escape for a colon, and systems are URIs, which are full of them. So reading takes the last
 * two colons as the marks, and a value or a use with a colon cannot be read back. Who looks for a record is better off
 * with {@link #names}, which holds for any identifier.
 *
 * @param system the namespace of the value
 * @param value the identifier itself; personal, so {@link #toString()} leaves it out
 * @param use what the identifier is for
 */
public record IdentifierNotation(String system, String value, String use) {
    private static final Pattern FORM = Pattern.compile("(.+):([^:]+):([^:]+)", Pattern.DOTALL);

    public IdentifierNotation {
        Objects.requireNonNull(system);
        Objects.requireNonNull(value);
        Objects.requireNonNull(use);
    }

    /** The notation of an identifier; empty when it lacks one of the three parts. */
    public static Optional<IdentifierNotation> of(Identifier identifier) {
        String system = identifier.system();
        String value = identifier.value();
        String use = identifier.use();
        return system == null || value == null || use == null
                ? Optional.empty()
                : Optional.of(new IdentifierNotation(system, value, use));
    }

    /** Reads the notation; empty when the text is none, as no id of a record or a relationship is. */
    public static Optional<IdentifierNotation> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new IdentifierNotation(parts.group(1), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    /** Whether the text is the notation of this identifier, however many colons there are. */
    public static boolean names(String text, Identifier identifier) {
        return of(identifier).map(IdentifierNotation::text).filter(text::equals).isPresent();
    }

    /** The notation. */
    public String text() {
        return system + ":" + value + ":" + use;
    }

    @Override
    public String toString() {
        return "IdentifierNotation[system=" + system + ", use=" + use + "]";
    }
}
