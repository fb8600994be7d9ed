package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.Identifier;
import dev.fhirgateway.registry.RelationshipId;
import dev.fhirgateway.registry.SourceIdentifier;
import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.tree.LeanNodes;
import dev.fhirgateway.upsert.ValidEntry;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The {@code meta.identifier} of a record: the source identifier first, then the business identifiers that have a
 * system and a value, no two alike in (system, use, value) ({@code source 002}, {@code registry-side 14.11}).
 *
 * <p>The registry types the value here as {@code code}, which allows no blank at either end and single ones within.
 * A business value is brought into that form before it is compared, so two that differ in blanks only become one;
 * {@code data} keeps them as sent.
 */
final class MetaIdentifiers {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final SourceIdentifiers convention;

    MetaIdentifiers(SourceIdentifiers convention) {
        this.convention = convention;
    }

    /**
     * May be empty, when there is no business identifier and the convention is {@link SourceIdentifiers#OFF}.
     *
     * @param sourceId what the record is known by in its source: the FHIR id, or of a further record its own id
     */
    ArrayNode of(ValidEntry entry, MappedRecord mapped, String sourceId) {
        ArrayNode identifiers = LeanNodes.INSTANCE.arrayNode();
        addSourceIdentifier(identifiers, entry, mapped.type(), sourceId);
        Set<Key> seen = new HashSet<>();
        for (JsonNode business : mapped.identifiers()) {
            Key key = Key.of(business);
            if (!key.system.isEmpty() && !key.value.isEmpty() && seen.add(key)) {
                identifiers.add(key.withPeriod(business.path("period")));
            }
        }
        return identifiers;
    }

    // It needs no comparing: its system or use is reserved, so no business identifier equals it.
    private void addSourceIdentifier(ArrayNode identifiers, ValidEntry entry, String type, String sourceId) {
        String sourceKey = entry.entry().origin().sourceKey();
        switch (convention) {
            case CURRENT ->
                identifiers.add(
                        SourceIdentifier.current(sourceKey, type, sourceId).toJson());
            case LEGACY ->
                identifiers.add(SourceIdentifier.legacy(sourceKey, sourceId).toJson());
            case OFF -> {}
        }
    }

    /** Of a relationship between these two; empty when the convention is {@link SourceIdentifiers#OFF}. */
    Optional<Identifier> of(String sourceKey, String type, RelationshipId id) {
        return switch (convention) {
            case CURRENT -> Optional.of(SourceIdentifier.current(sourceKey, type, id));
            case LEGACY -> Optional.of(SourceIdentifier.legacy(sourceKey, type, id));
            case OFF -> Optional.empty();
        };
    }

    /** Most values have no blank, and need no search for them. */
    static String withSingleBlanks(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ') {
                return BLANKS.matcher(text).replaceAll(" ");
            }
        }
        return text;
    }

    private record Key(String system, String use, String value) {
        static Key of(JsonNode identifier) {
            return new Key(
                    identifier.path("system").asText(),
                    identifier.path("use").asText(),
                    withSingleBlanks(identifier.path("value").asText().strip()));
        }

        ObjectNode withPeriod(JsonNode period) {
            ObjectNode node =
                    LeanNodes.INSTANCE.objectNode().put("system", system).put("value", value);
            if (!use.isEmpty()) {
                node.put("use", use);
            }
            return period.isObject() ? node.set("period", period) : node;
        }
    }
}
