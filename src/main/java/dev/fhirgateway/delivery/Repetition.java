package dev.fhirgateway.delivery;

import dev.fhirgateway.ledger.EntryMemory;
import dev.fhirgateway.ledger.RecordState;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.registry.RegistryTime;
import dev.fhirgateway.settings.RepeatSettings;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Delivered;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RelationshipDraft;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the entries that need not be sent, for the sources that want it: what the registry has already, and what is older
 * than what it has. The ledger knows of each record what was delivered last.
 */
public final class Repetition {
    private final RepeatSettings settings;
    private final Function<UpsertEntry, EntryMemory> memory;
    private final Clock clock;

    /** @param memory what is remembered of an entry and its record */
    public Repetition(RepeatSettings settings, Function<UpsertEntry, EntryMemory> memory, Clock clock) {
        this.settings = settings;
        this.memory = memory;
        this.clock = clock;
    }

    /** The same entry, to be sent; or as it is delivered already. References of the batch can lead to its record then too. */
    public EntryState unlessDelivered(Translated entry) {
        Origin origin = entry.entry().origin();
        if (origin.isReplay() || origin.isSentAgain()) {
            Optional<EntryState> newer = newer(entry);
            if (newer.isPresent()) {
                return newer.get();
            }
        }
        String source = origin.sourceKey();
        boolean skipsOlder = settings.skipOlder().contains(source);
        boolean skipsUnchanged = settings.skipUnchanged().contains(source);
        if (!skipsOlder && !skipsUnchanged) {
            return entry;
        }
        EntryMemory known = memory.apply(entry.entry());
        Optional<Instant> lastUpdated = skipsOlder ? lastUpdated(entry.entry()) : Optional.empty();
        lastUpdated.ifPresent(known::original);
        if (origin.wishes().forced()) {
            return entry;
        }
        Optional<UpsertResult> older =
                lastUpdated.flatMap(time -> known.record().flatMap(state -> older(entry.entry(), time, state)));
        return older.or(() ->
                        skipsUnchanged ? known.record().flatMap(state -> unchanged(entry, state)) : Optional.empty())
                .<EntryState>map(result -> new Delivered(result, entry.record(), List.of(), entry.mapping()))
                .orElse(entry);
    }

    /**
     * What failed before is not sent again after something newer of its record; a dead letter, which nobody waits for, not
     * even while that may be stored any time.
     */
    private Optional<EntryState> newer(Translated entry) {
        EntryMemory known = memory.apply(entry.entry());
        Optional<Long> newer = known.newerVersion();
        if (newer.isPresent()) {
            UpsertResult superseded = new UpsertResult.Superseded(
                    entry.entry(), new UpsertResult.NewerVersion(newer.get().toString()));
            return Optional.of(new Delivered(superseded, entry.record(), List.of(), entry.mapping()));
        }
        return entry.entry().origin().isReplay()
                ? known.record().map(RecordState::task).map(task -> inWork(entry.entry()))
                : Optional.empty();
    }

    private static UpsertResult inWork(UpsertEntry entry) {
        return new UpsertResult.Undelivered(
                entry,
                Blame.REGISTRY_UNAVAILABLE,
                List.of(new Problem(
                        "transient", entry.root(), "not sent while the registry works on another version of it")));
    }

    private static Optional<UpsertResult> older(UpsertEntry entry, Instant lastUpdated, RecordState state) {
        return Optional.ofNullable(state.originalUpdated())
                .filter(lastUpdated::isBefore)
                .map(newer -> new UpsertResult.Superseded(
                        entry, new UpsertResult.NewerVersion(Long.toString(state.version()))));
    }

    private Optional<UpsertResult> unchanged(Translated entry, RecordState state) {
        boolean known = state.hash() != null && state.task() == null && state.lastUpdated() != null;
        if (!known
                || state.deliveredAt().plus(settings.skipUnchangedFor()).isBefore(clock.instant())
                || dependsOnBatch(entry)
                || !SentContent.of(entry).hash().equals(state.hash())) {
            return Optional.empty();
        }
        return Optional.of(new UpsertResult.Unchanged(
                entry.entry(),
                Long.toString(state.version()),
                Objects.requireNonNull(state.lastUpdated()),
                state.createdAt()));
    }

    /** Where a reference by an identifier leads to, the other entries decide: the same content can ask for another thing. */
    private static boolean dependsOnBatch(Translated entry) {
        return entry.relationships().stream()
                .flatMap(draft -> Stream.of(draft.from(), draft.to()))
                .anyMatch(end -> end instanceof RelationshipDraft.Referred referred && isByIdentifier(referred));
    }

    private static boolean isByIdentifier(RelationshipDraft.Referred referred) {
        String literal = referred.reference().path("reference").asText();
        return literal.isEmpty() || literal.indexOf('?') >= 0;
    }

    /** In microseconds, as the ledger keeps it. */
    private static Optional<Instant> lastUpdated(UpsertEntry entry) {
        return RegistryJson.parse(entry.original().metaBytes())
                .map(meta -> meta.path("lastUpdated").textValue())
                .flatMap(RegistryTime::parse)
                .map(time -> time.truncatedTo(ChronoUnit.MICROS));
    }
}
