package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.balance.BalanceTable;
import dev.fhirgateway.ledger.balance.End;
import dev.fhirgateway.ledger.balance.Ends;
import dev.fhirgateway.ledger.letters.FollowedLetters;
import dev.fhirgateway.ledger.letters.LetterBook;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.TaskOperation.Target;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
        Set<EntryName> touched = new LinkedHashSet<>();
        Map<EntryName, TaskNews.Operation> told = new HashMap<>();
        for (OperationTable.Stand stand : over(handle, now)) {
            TaskNews.Operation operation = stand.news();
            EntryName entry = operation.operation().entry();
            TaskParking.write(handle, vault, news.task().sourceKey(), operation, stand.words(), awaited, letters, now);
            touched.add(entry);
            if (operation.operation().target() == Target.RESOURCE && operation.lastUpdated() != null) {
                told.put(entry, operation);
            }
        }
        TaskTable.schedule(handle, news);
        return touched.isEmpty() ? List.of() : ends(handle, touched, told, now);
    }

    /** The operations that have ended now, and had not before. */
    private List<OperationTable.Stand> over(Handle handle, Instant now) throws SQLException {
        List<OperationTable.Stand> stands = new ArrayList<>();
        for (TaskNews.Operation open : news.operations()) {
            TaskNews.Operation operation = TaskParking.judged(handle, open);
            String words =
                    SealedOperation.masked(handle, vault, news, operation); // what was sent is let go with the end
            stands.add(new OperationTable.Stand(operation, words));
        }
        boolean[] changed = OperationTable.update(handle, vault, news.task(), stands, now);
        List<OperationTable.Stand> over = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] && !stands.get(i).news().word().isOpen()) {
                over.add(stands.get(i));
            }
        }
        return over;
    }

    private List<EntryEnd> ends(
            Handle handle, Set<EntryName> touched, Map<EntryName, TaskNews.Operation> told, Instant now)
            throws SQLException {
        Map<EntryName, EntryParts> parts = EntryParts.read(handle, touched);
        List<EntryEnd> ends = new ArrayList<>();
        List<EndedEntry> ended = new ArrayList<>();
        for (Map.Entry<EntryName, EntryParts> entry : parts.entrySet()) {
            EntryEnd end = end(handle, entry.getKey(), entry.getValue(), told.get(entry.getKey()), now);
            ends.add(end);
            Long version = end.outcome() == Outcome.PERSISTED && end.record() != null
                    ? Long.valueOf(end.record().version())
                    : null;
            ended.add(new EndedEntry(entry.getKey(), entry.getValue(), version));
        }
        Set<EntryName> latest = ends.stream()
                .filter(end -> end.record() != null)
                .map(EntryEnd::entry)
                .collect(Collectors.toSet());
        List<EndedEntry> dead = count(handle, PassageTable.end(handle, ended, now));
        OperationTable.versioned(handle, ended);
        ended.forEach(entry -> letters.followed().ended(handle, over(entry, latest.contains(entry.entry())), now));
        RecordTable.write(handle, after.keySet());
        dead.forEach(entry -> letters.followed().died(handle, over(entry, latest.contains(entry.entry())), now));
        return ends;
    }

    private FollowedLetters.End over(EndedEntry ended, boolean latest) {
        EntryName entry = ended.entry();
        return new FollowedLetters.End(
                new RecordId(news.task().sourceKey(), entry.resourceType(), entry.id()),
                entry,
                ended.version(),
                ended.parts().blame(),
                ended.parts().reasons(),
                latest);
    }

    /** Gives those that are dead letters by that. */
    private static List<EndedEntry> count(Handle handle, List<EndedEntry> ended) throws SQLException {
        List<EndedEntry> dead = new ArrayList<>();
        Map<String, Ends> ofBatches = new HashMap<>();
        Map<String, Boolean> unattended = new HashMap<>();
        Map<String, Boolean> goesOn = new HashMap<>();
        for (EndedEntry each : ended) {
            String batch = each.entry().batchId();
            each.parts()
                    .outcome()
                    .end(
                            unattended.computeIfAbsent(batch, id -> BatchTable.isUnattended(handle, id)),
                            goesOn.computeIfAbsent(batch, id -> BatchTable.goesOn(handle, id)))
                    .ifPresent(end -> {
                        ofBatches.computeIfAbsent(batch, id -> new Ends()).add(end);
                        if (end == End.DEAD_LETTERED) {
                            dead.add(each);
                        }
                    });
        }
        for (Map.Entry<String, Ends> batch : ofBatches.entrySet()) {
            BalanceTable.ended(handle, batch.getKey(), batch.getValue());
        }
        return dead;
    }

    private EntryEnd end(
            Handle handle, EntryName entry, EntryParts parts, TaskNews.@Nullable Operation told, Instant now) {
        String source = news.task().sourceKey();
        LiveRecord record = records.get(new RecordId(source, entry.resourceType(), entry.id()));
        RecordState known = record.state();
        boolean current = parts.hasTask(known.task());
        boolean stored = !current && parts.version() != null && parts.version() == known.version();
        if (current || parts.wroteRecord() || !parts.isWhole()) {
            before.putIfAbsent(record, known);
            after.put(record, record.change(state -> next(state, parts, told, current, stored, now)));
        }
        boolean latest = current || stored || !parts.wroteRecord();
        return new EntryEnd(
                source,
                entry,
                parts.outcome(),
                parts.blame(),
                told == null && PassageTable.isPersisted(handle, entry),
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

    /** A task of which nothing has ended is asked about again. */
    @Override
    public boolean outlivesPowerCuts() {
        return news.operations().stream()
                .anyMatch(operation -> !operation.word().isOpen());
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
