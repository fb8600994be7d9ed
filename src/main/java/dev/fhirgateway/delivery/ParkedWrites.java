package dev.fhirgateway.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.ledger.DueRelationship;
import dev.fhirgateway.ledger.EntryMemory;
import dev.fhirgateway.ledger.ParkedRelationship;
import dev.fhirgateway.ledger.RecordState;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.upsert.Delivered;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.RegistryCommand.CreateRelationship;
import dev.fhirgateway.upsert.ResolvedBatch;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.Unresolved;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Relationships that cannot be made yet, because a record at one of their ends is not there: parked, and sent later. */
public final class ParkedWrites {
    private final Function<UpsertEntry, EntryMemory> memory;
    private final Duration patience;
    private final Clock clock;

    /**
     * @param memory what is remembered of an entry
     * @param patience how long one that was parked may be tried, each time
     */
    public ParkedWrites(Function<UpsertEntry, EntryMemory> memory, Duration patience, Clock clock) {
        this.memory = memory;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Parks the relationships that lead to, or from, a record which the registry has only accepted and never had before:
     * to ask for them now would be in vain. They go when its task ends.
     */
    public ResolvedBatch hold(ResolvedBatch batch) {
        Map<RecordName, EntryMemory> unfinished = unfinished(batch.records().delivered());
        if (unfinished.isEmpty()) {
            return batch;
        }
        List<List<CreateRelationship>> commands = new ArrayList<>();
        List<Unresolved> unresolved = new ArrayList<>(batch.unresolved());
        for (List<CreateRelationship> lane : batch.commands()) {
            List<CreateRelationship> now = new ArrayList<>();
            for (CreateRelationship create : lane) {
                List<EntryMemory> ends = ends(ParkedWrites.of(create), unfinished);
                if (ends.isEmpty()) {
                    now.add(create);
                } else {
                    unresolved.add(park(create, ends, memory));
                }
            }
            if (!now.isEmpty()) {
                commands.add(now);
            }
        }
        return new ResolvedBatch(batch.records(), commands, unresolved);
    }

    private Map<RecordName, EntryMemory> unfinished(List<Delivered> delivered) {
        Map<RecordName, EntryMemory> unfinished = new HashMap<>();
        for (Delivered entry : delivered) {
            if (entry.result() instanceof UpsertResult.Accepted) {
                EntryMemory known = memory.apply(entry.entry());
                if (known.record().map(RecordState::version).orElse(0L) == 0) {
                    unfinished.put(entry.record(), known);
                }
            }
        }
        return unfinished;
    }

    private static List<EntryMemory> ends(ParkedRelationship relationship, Map<RecordName, EntryMemory> unfinished) {
        return Stream.of(relationship.from(), relationship.to())
                .map(unfinished::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Parks a relationship of a batch in work.
     *
     * @param unfinished the entries at its ends that the registry has only accepted; empty when that is not why it waits
     * @return what its sender is told
     */
    static Unresolved park(
            CreateRelationship create, List<EntryMemory> unfinished, Function<UpsertEntry, EntryMemory> memory) {
        memory.apply(create.entry()).parks(of(create), unfinished);
        String why = unfinished.isEmpty()
                ? "the registry has no record at one of its ends"
                : "the registry has only accepted the record at one of its ends";
        return Unresolved.waiting(
                create.entry(),
                create.element().get(),
                "relationship " + create.record().type() + " was not made yet, because " + why
                        + "; the gateway makes it when the record is there, and no resend is needed");
    }

    private static ParkedRelationship of(CreateRelationship create) {
        return of(
                create.sourceKey(),
                EntryName.of(create.entry()),
                create.record(),
                create.payload(),
                RegistryJson.bytes(create.payload()));
    }

    /** A relationship that the registry had accepted, and whose task found an end missing; empty for the change of one. */
    public static Optional<ParkedRelationship> of(String source, TaskOperation operation, byte[] sent) {
        return RegistryJson.parse(sent)
                .filter(JsonNode::isObject)
                .map(payload -> of(source, operation.entry(), operation.record(), payload, sent));
    }

    private static ParkedRelationship of(
            String source, EntryName entry, RecordName record, JsonNode payload, byte[] sent) {
        return new ParkedRelationship(source, entry, record, end(payload.path("from")), end(payload.path("to")), sent);
    }

    private static RecordName end(JsonNode end) {
        return new RecordName(end.path("type").asText(), end.path("id").asText());
    }

    /** The write of one that waits. */
    public RegistryCommand command(DueRelationship due) {
        ParkedRelationship parked = due.relationship();
        EntryName name = parked.entry();
        Instant now = clock.instant();
        Origin origin = new Origin(name.batchId(), Origin.FOLLOW_UP, parked.source(), now, now.plus(patience));
        UpsertEntry entry = new UpsertEntry(
                origin, name.position(), OriginalBytes.none(), name.resourceType(), name.id(), List.of());
        ObjectNode payload = (ObjectNode) RegistryJson.parse(parked.payload()).orElseThrow();
        return new CreateRelationship(entry, parked.record(), payload, entry::root);
    }
}
