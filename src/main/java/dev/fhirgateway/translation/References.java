package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.RecordRef;
import dev.fhirgateway.registry.RelationshipId;
import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.upsert.DeliveredBatch;
import dev.fhirgateway.upsert.PlannedBatch;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.Referring;
import dev.fhirgateway.upsert.RegistryCommand.CreateRelationship;
import dev.fhirgateway.upsert.RelationshipDraft;
import dev.fhirgateway.upsert.ResolvedBatch;
import dev.fhirgateway.upsert.TranslatedBatch;
import dev.fhirgateway.upsert.Unresolved;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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

    /** The relationships of a batch whose records are in the registry. */
    public ResolvedBatch resolve(DeliveredBatch batch) {
        List<Unresolved> unresolved = new ArrayList<>();
        List<List<CreateRelationship>> commands = commands(batch.delivered().stream(), unresolved);
        return new ResolvedBatch(batch, commands, unresolved);
    }

    /** The relationships of a dry run, as if its records were in the registry. */
    public PlannedBatch plan(TranslatedBatch batch) {
        List<Unresolved> unresolved = new ArrayList<>();
        Stream<Referring> entries =
                batch.entries().stream().filter(Referring.class::isInstance).map(Referring.class::cast);
        List<CreateRelationship> commands =
                commands(entries, unresolved).stream().flatMap(List::stream).toList();
        return new PlannedBatch(batch, commands, unresolved);
    }

    /** Of a record that the batch has several times, only the last version has a say: it took the place of the others. */
    private List<List<CreateRelationship>> commands(Stream<? extends Referring> entries, List<Unresolved> unresolved) {
        Map<String, Referring> latest = new LinkedHashMap<>();
        entries.sorted(Comparator.comparingInt(entry -> entry.entry().index()))
                .forEach(entry -> latest.put(entry.entry().key(), entry));
        Destinations destinations = new Destinations(new BatchIndex(latest.values()), bases);
        List<List<CreateRelationship>> commands = new ArrayList<>();
        for (Referring entry : latest.values()) {
            List<CreateRelationship> own =
                    List.copyOf(commands(entry, destinations, unresolved).values());
            if (!own.isEmpty()) {
                commands.add(own);
            }
        }
        return commands;
    }

    /** By name: between two records there is one relationship of a type, and the later draft wins. */
    private Map<RecordName, CreateRelationship> commands(
            Referring entry, Destinations destinations, List<Unresolved> unresolved) {
        Map<RecordName, CreateRelationship> commands = new LinkedHashMap<>();
        for (RelationshipDraft draft : entry.relationships()) {
            Destination from = destinations.of(draft.from());
            Destination to = destinations.of(draft.to());
            if (from instanceof Destination.Found start && to instanceof Destination.Found end) {
                CreateRelationship command = command(entry, draft, start.record(), end.record());
                commands.put(command.record(), command);
            } else {
                unresolved.add(Unresolvable.of(entry.entry(), draft, from, to));
            }
        }
        return commands;
    }

    private CreateRelationship command(Referring entry, RelationshipDraft draft, RecordName from, RecordName to) {
        RelationshipId id = new RelationshipId(from.id(), to.id());
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.set("from", new RecordRef(from.id(), from.type()).toJson());
        payload.set("to", new RecordRef(to.id(), to.type()).toJson());
        if (draft.data() != null) {
            payload.set("data", draft.data());
        }
        metaIdentifiers
                .of(entry.entry().origin().sourceKey(), draft.type(), id)
                .ifPresent(identifier ->
                        payload.putObject("meta").putArray("identifier").add(identifier.toJson()));
        return new CreateRelationship(
                entry.entry(),
                new RecordName(draft.type(), id.text()),
                payload,
                () -> Unresolvable.element(entry.entry(), draft));
    }
}
