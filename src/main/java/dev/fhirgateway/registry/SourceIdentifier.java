package dev.fhirgateway.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The identifier that leads from a record back to where it came from ({@code source 004}, {@code registry-side 9}), in
 * its current and its legacy convention.
 *
 * @param sourceKey key of the source
 * @param type key of the profile or relationship definition; null where the legacy convention does not tell it
 * @param value id of the record there; a relationship's in the current form of {@link RelationshipId}
 */
public record SourceIdentifier(String sourceKey, @Nullable String type, String value) {
    private static final String SOURCE = "source";
    private static final Pattern USE = Pattern.compile("([^.]+)[.](.+)");
    private static final Pattern LEGACY_RELATIONSHIP = Pattern.compile("([^:]+):([^:]+,[^:]+)");

    /** {@code {system: "source", value: id, use: "{sourceKey}.{type}"}}. */
    public static Identifier current(String sourceKey, String type, String id) {
        return new Identifier(null, SOURCE, id, sourceKey + "." + type, null);
    }

    /** {@code {system: "source", value: "{from}.{to}", use: "{sourceKey}.{type}"}}. */
    public static Identifier current(String sourceKey, String type, RelationshipId id) {
        return current(sourceKey, type, id.text());
    }

    /** {@code {system: "{sourceKey}", value: id, use: "source"}}. */
    public static Identifier legacy(String sourceKey, String id) {
        return new Identifier(null, sourceKey, id, SOURCE, null);
    }

    /** {@code {system: "{sourceKey}", value: "{type}:{from},{to}", use: "source"}}. */
    public static Identifier legacy(String sourceKey, String type, RelationshipId id) {
        return legacy(sourceKey, type + ":" + id.legacyShort());
    }

    /** What an identifier of either convention says; empty when it is some other identifier. */
    public static Optional<SourceIdentifier> parse(Identifier identifier) {
        String system = identifier.system();
        String value = identifier.value();
        String use = identifier.use();
        if (system == null || value == null || use == null) {
            return Optional.empty();
        }
        if (use.equals(SOURCE)) {
            return Optional.of(parseLegacy(system, value));
        }
        Matcher parts = USE.matcher(use);
        return system.equals(SOURCE) && parts.matches()
                ? Optional.of(new SourceIdentifier(parts.group(1), parts.group(2), value))
                : Optional.empty();
    }

    private static SourceIdentifier parseLegacy(String sourceKey, String value) {
        Matcher parts = LEGACY_RELATIONSHIP.matcher(value);
        return (parts.matches() ? RelationshipId.parse(parts.group(2)) : Optional.<RelationshipId>empty())
                .map(ends -> new SourceIdentifier(sourceKey, parts.group(1), ends.text()))
                .orElseGet(() -> new SourceIdentifier(sourceKey, null, value));
    }

    @Override
    public String toString() {
        return "SourceIdentifier[" + sourceKey + ", " + type + "]";
    }
}
