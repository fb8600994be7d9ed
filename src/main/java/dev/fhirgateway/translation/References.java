package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.RecordRef;
import dev.fhirgateway.registry.RelationshipId;
import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.upsert.Delivered;
import dev.fhirgateway.upsert.DeliveredBatch;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand.CreateRelationship;
import dev.fhirgateway.upsert.RelationshipDraft;
import dev.fhirgateway.upsert.ResolvedBatch;
import dev.fhirgateway.upsert.Unresolved;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the references of a batch whose records are in the registry, and makes relationships of them. A reference that
 * leads nowhere is told as such, and never guessed at. Safe for use by many threads.
 */
public final class References {
    private final Set<String> bases;
    private final MetaIdentifiers metaIdentifiers;

    /**
     * @param bases the base URLs of FHIR servers whose resources are those of the source, without a slash at the end
     * @param convention how a relationship points back to its FHIR ids ({@code registry-side 14.11})
     */
    public References(Set<String> bases, SourceIdentifiers convention) {
        this.bases = Set.copyOf(bases);
        this.metaIdentifiers = new MetaIdentifiers(convention);
    }

    /** Of a record that the batch has several times, only the last version has a say: it took the place of the others. */
    public ResolvedBatch resolve(DeliveredBatch batch) {
        Map<String, Delivered> latest = new LinkedHashMap<>();
        batch.delivered().stream()
                .sorted(Comparator.comparingInt(delivered -> delivered.entry().index()))
                .forEach(delivered -> latest.put(delivered.entry().key(), delivered));
        Destinations destinations = new Destinations(new BatchIndex(latest.values()), bases);
        List<List<CreateRelationship>> commands = new ArrayList<>();
        List<Unresolved> unresolved = new ArrayList<>();
        for (Delivered delivered : latest.values()) {
            List<CreateRelationship> own =
                    List.copyOf(commands(delivered, destinations, unresolved).values());
            if (!own.isEmpty()) {
                commands.add(own);
            }
        }
        return new ResolvedBatch(batch, commands, unresolved);
    }

    /** By name: between two records there is one relationship of a type, and the later draft wins. */
    private Map<RecordName, CreateRelationship> commands(
            Delivered delivered, Destinations destinations, List<Unresolved> unresolved) {
        Map<RecordName, CreateRelationship> commands = new LinkedHashMap<>();
        for (RelationshipDraft draft : delivered.relationships()) {
            Destination from = destinations.of(draft.from());
            Destination to = destinations.of(draft.to());
            if (from instanceof Destination.Found start && to instanceof Destination.Found end) {
                CreateRelationship command = command(delivered, draft, start.record(), end.record());
                commands.put(command.record(), command);
            } else {
                unresolved.add(Unresolvable.of(delivered.entry(), draft, from, to));
            }
        }
        return commands;
    }

    private CreateRelationship command(Delivered delivered, RelationshipDraft draft, RecordName from, RecordName to) {
        RelationshipId id = new RelationshipId(from.id(), to.id());
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.set("from", new RecordRef(from.id(), from.type()).toJson());
        payload.set("to", new RecordRef(to.id(), to.type()).toJson());
        if (draft.data() != null) {
            payload.set("data", draft.data());
        }
        metaIdentifiers
                .of(delivered.entry().origin().sourceKey(), draft.type(), id)
                .ifPresent(identifier ->
                        payload.putObject("meta").putArray("identifier").add(identifier.toJson()));
        return new CreateRelationship(delivered.entry(), new RecordName(draft.type(), id.text()), payload);
    }
}
