package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.RelationshipDraft;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.UpsertResult.Rejected;
import dev.fhirgateway.upsert.ValidEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Turns a valid entry into the writes of its records, and the relationships that it asks for. Safe for use by many threads.
 *
 * <p>The mapping of the entry's type decides the registry type, the data and the contained records; added here, for
 * every type alike, are the registry id ({@link RegistryIdEscape}) and {@code meta.identifier}
 * ({@link MetaIdentifiers}). Numbers reach the payload as the nodes they were parsed to, so their digits stay as sent.
 */
public final class Translation {
    private final Mappings mappings;
    private final MetaIdentifiers metaIdentifiers;

    /**
     * @param mappings what each FHIR type becomes
     * @param convention how the record points back to its FHIR id ({@code registry-side 14.11})
     */
    public Translation(Mappings mappings, SourceIdentifiers convention) {
        this.mappings = mappings;
        this.metaIdentifiers = new MetaIdentifiers(convention);
    }

    /**
     * Gives a {@link Translated}, or a {@link Rejected} that says who has to act: {@link Blame#SOURCE_DATA} when
     * the entry uses a value that the registry keeps for itself, {@link Blame#MAPPING} when its type has no mapping
     * or the mapping did not work out. Bad data never makes it throw.
     */
    public EntryState translate(ValidEntry entry) {
        List<Problem> forbidden = ReservedValue.problemsIn(entry.resourceType(), entry.resource());
        if (!forbidden.isEmpty()) {
            return new Rejected(entry.entry(), Blame.SOURCE_DATA, forbidden);
        }
        if (!RegistryIdEscape.isFhirId(entry.id())) {
            return rejected(entry, Blame.SOURCE_DATA, "value", ".id", "not a FHIR id: 1 to 64 of A-Z a-z 0-9 - .");
        }
        return mappings.forType(entry.resourceType())
                .map(mapping -> map(entry, mapping))
                .orElseGet(() -> rejected(entry, Blame.MAPPING, "not-supported", "", noMapping(entry)));
    }

    private EntryState map(ValidEntry entry, Mapping mapping) {
        String id = RegistryIdEscape.encode(entry.id());
        Map<String, JsonNode> variables = Map.of(
                "registryId", TextNode.valueOf(id),
                "sourceKey", TextNode.valueOf(entry.entry().origin().sourceKey()));
        MappingOutcome outcome = mapping.apply(entry.resource(), variables);
        if (outcome instanceof MappingOutcome.Mapped mapped) {
            return translated(entry, id, mapped);
        }
        return rejected(entry, Blame.MAPPING, "processing", "", ((MappingOutcome.Failed) outcome).reason());
    }

    private Translated translated(ValidEntry entry, String id, MappingOutcome.Mapped mapped) {
        List<RegistryCommand.PutResource> commands = new ArrayList<>();
        for (MappedRecord record : mapped.records()) {
            boolean first = commands.isEmpty();
            RecordName name = new RecordName(record.type(), record.id() == null ? id : record.id());
            String sourceId = first ? entry.id() : name.id();
            commands.add(new RegistryCommand.PutResource(entry.entry(), name, payload(entry, record, sourceId)));
        }
        RecordName self = Objects.requireNonNull(commands.get(0)).record();
        List<RelationshipDraft> drafts = mapped.relationships().stream()
                .map(relationship -> relationship.draft(self))
                .toList();
        return new Translated(entry.entry(), commands, drafts);
    }

    private ObjectNode payload(ValidEntry entry, MappedRecord mapped, String sourceId) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        ArrayNode identifiers = metaIdentifiers.of(entry, mapped, sourceId);
        if (!identifiers.isEmpty()) {
            payload.putObject("meta").set("identifier", identifiers);
        }
        payload.set("data", mapped.data());
        if (!mapped.contained().isEmpty()) {
            payload.set("contained", mapped.contained());
        }
        return payload;
    }

    private static String noMapping(ValidEntry entry) {
        return "no working mapping for this type; it belongs in " + MappingFolder.displayName(entry.resourceType());
    }

    private static Rejected rejected(ValidEntry entry, Blame blame, String issueCode, String element, String reason) {
        return new Rejected(
                entry.entry(), blame, List.of(new Problem(issueCode, entry.resourceType() + element, reason)));
    }
}
