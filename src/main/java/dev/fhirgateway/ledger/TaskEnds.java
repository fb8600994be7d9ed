package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.letters.FollowedLetters;
import dev.fhirgateway.ledger.letters.LetterBook;
import dev.fhirgateway.upsert.EntryName;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the registry told of a task, and how the entries ended that waited for nothing else: their records, and
 * their passages, in one transaction. A task that ends after a later version of the record was delivered changes
 * nothing of its state: the record is only known to hold something else than was thought.
 */
final class TaskEnds implements LedgerJob<List<EntryEnd>> {
    private final TaskNews news;
    private final HeldRecords records;
    private final Vault vault;
    private final AwaitedRecords awaited;
    private final LetterBook letters;
    private final Clock clock;
    private final Map<LiveRecord, RecordState> before = new LinkedHashMap<>();
    private final Map<LiveRecord, RecordState> after = new LinkedHashMap<>();
    private final Map<String, Instant> received = new HashMap<>();

    /**
     * @param records those of the entries that the task writes for
     * @param awaited the records that relationships wait for
     * @param letters what failed finally
     * @param vault encrypts what may quote a record
     * @param clock by which versions are minted
     */
    TaskEnds(TaskNews news, HeldRecords records, AwaitedRecords awaited, LetterBook letters, Vault vault, Clock clock) {
        this.news = news;
        this.records = records;
        this.awaited = awaited;
        this.letters = letters;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public List<EntryEnd> run(Handle handle) throws SQLException {
        Instant now = clock.instant();
        Set<EntryName> touched = new HashSet<>();
        Map<EntryName, TaskNews.Operation> told = new LinkedHashMap<>();
        for (TaskNews.Operation open : news.operations()) {
            TaskNews.Operation operation = TaskParking.judged(handle, open);
            String words =
                    SealedOperation.masked(handle, vault, news, operation); // what was sent is let go with the end
            if (OperationTable.update(handle, vault, news, operation, now)
                    && !operation.word().isOpen()) {
                TaskParking.write(handle, vault, news.task().sourceKey(), operation, words, awaited, letters, now);
                touched.add(operation.operation().entry());
                if (operation.lastUpdated() != null) {
                    told.put(operation.operation().entry(), operation);
                }
            }
        }
        TaskTable.schedule(handle, news);
        List<EntryEnd> ends = new ArrayList<>();
        for (EntryName entry : touched) {
            Optional<EntryParts> parts = EntryParts.read(handle, entry);
            if (parts.isPresent()) {
                ends.add(end(handle, entry, parts.get(), told.get(entry), now));
            }
        }
        RecordTable.write(handle, after.keySet());
        return ends;
    }

    private EntryEnd end(
            Handle handle, EntryName entry, EntryParts parts, TaskNews.@Nullable Operation told, Instant now) {
        String source = news.task().sourceKey();
        LiveRecord record = records.get(new RecordId(source, entry.resourceType(), entry.id()));
        Outcome outcome = parts.outcome();
        RecordState known = record.state();
        boolean current = parts.hasTask(known.task());
        boolean stored = !current && parts.version() != null && parts.version() == known.version();
        if (current || parts.wroteRecord() || !parts.isWhole()) {
            before.putIfAbsent(record, known);
            after.put(record, record.change(state -> next(state, parts, told, current, stored, now)));
        }
        boolean latest = current || stored || !parts.wroteRecord();
        Long version = outcome == Outcome.PERSISTED && latest
                ? Long.valueOf(record.state().version())
                : null;
        PassageTable.end(handle, entry, outcome, parts.blame(), version, now);
        OperationTable.versioned(handle, entry, version);
        letters.followed()
                .ended(
                        handle,
                        new FollowedLetters.End(record.id(), entry, version, parts.blame(), parts.reasons()),
                        now);
        return new EntryEnd(
                source,
                entry,
                outcome,
                parts.blame(),
                received.computeIfAbsent(entry.batchId(), batch -> BatchTable.receivedAt(handle, batch, now)),
                latest ? record.state() : null,
                parts.reasons());
    }

    /**
     * @param current whether the record waited for this end
     * @param stored whether it had this version already, and the end is that of what came after, such as relationships
     */
    private RecordState next(
            RecordState state,
            EntryParts parts,
            TaskNews.@Nullable Operation told,
            boolean current,
            boolean stored,
            Instant now) {
        if (stored) {
            return state.holding(parts.isWhole() ? parts.content() : null);
        }
        if (!current) {
            return state.holding(null);
        }
        if (parts.outcome() != Outcome.PERSISTED) {
            return state.holding(null).ended(parts.outcome(), null);
        }
        Instant updated = told == null ? now : Objects.requireNonNull(told.lastUpdated());
        Instant created = told == null ? null : told.createdAt();
        long version = Math.max(state.version() + 1, Micros.of(now));
        return state.stored(version, updated, created == null && state.createdAt() == null ? updated : created)
                .holding(parts.content())
                .holding(parts.isWhole() ? parts.content() : null);
    }

    @Override
    public void rolledBack() {
        after.forEach((record, changed) ->
                record.change(now -> now.equals(changed) ? Objects.requireNonNull(before.get(record)) : now));
        before.clear();
        after.clear();
        letters.rolledBack();
    }
}
