package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.RecordState.Content;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.TaskOperation.Target;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * All the writes that tasks carried out for one entry, and that are over. Read for every entry of a shared request, so by
 * bare JDBC.
 */
final class EntryParts {
    private static final int CHUNK = 128;
    private static final String SELECT = "SELECT o.task, o.target, o.state, o.words, o.hash, o.mapping,"
            + " o.original_updated, o.version, o.batch, o.position, o.type, o.id FROM task_operation o";

    private static final String OF_ENTRIES = SELECT
            + " WHERE o.state <> 'replaced' AND o.batch = ? AND o.position IN (?" + ", ?".repeat(CHUNK - 1) + ")";

    /** Nearly none in a batch that has waited for its tasks: its passages tell how they ended. */
    private static final String UNTOLD = SELECT + " JOIN batch b ON b.id = o.batch"
            + " JOIN passage p ON p.number = b.first_passage + o.position AND p.outcome IN ('accepted', 'interrupted')"
            + " WHERE o.state <> 'replaced' AND b.number = ?";

    private final Set<String> tasks = new HashSet<>();
    private final Set<OperationWord> words = new HashSet<>();
    private final List<String> reasons = new ArrayList<>();
    private boolean wroteRecord;
    private @Nullable Content content;
    private @Nullable Long version;

    private EntryParts() {}

    /** Those of entries of which none is open. */
    static Map<EntryName, EntryParts> read(Handle handle, Collection<EntryName> entries) throws SQLException {
        Map<EntryName, EntryParts> found = new LinkedHashMap<>();
        Map<String, List<Integer>> batches = new LinkedHashMap<>();
        entries.forEach(entry -> batches.computeIfAbsent(entry.batchId(), batch -> new ArrayList<>())
                .add(entry.position()));
        PreparedStatement select = Prepared.on(handle, OF_ENTRIES);
        for (Map.Entry<String, List<Integer>> batch : batches.entrySet()) {
            select.setString(1, batch.getKey());
            for (int from = 0; from < batch.getValue().size(); from += CHUNK) {
                bind(select, batch.getValue(), from);
                read(select, found);
            }
        }
        found.values().removeIf(EntryParts::isOpen);
        return found;
    }

    /** One length of the list for all, so that the database has to understand the question once. */
    private static void bind(PreparedStatement select, List<Integer> positions, int from) throws SQLException {
        for (int i = 0; i < CHUNK; i++) {
            select.setInt(2 + i, positions.get(Math.min(from + i, positions.size() - 1)));
        }
    }

    private static void read(PreparedStatement select, Map<EntryName, EntryParts> found) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.computeIfAbsent(OperationTable.entry(row), entry -> new EntryParts())
                        .add(row);
            }
        }
    }

    /**
     * Tells the passages of a batch that is over now what the tasks came to that ended before it did.
     *
     * @return those entries that have ended by that
     */
    static List<EndedEntry> settle(Handle handle, long batch, Instant at) throws SQLException {
        Map<EntryName, EntryParts> found = new LinkedHashMap<>();
        PreparedStatement select = Prepared.on(handle, UNTOLD);
        select.setLong(1, batch);
        read(select, found);
        found.values().removeIf(EntryParts::isOpen);
        List<EndedEntry> ended = new ArrayList<>();
        found.forEach((entry, parts) -> ended.add(new EndedEntry(entry, parts, parts.version)));
        return ended.isEmpty() ? List.of() : PassageTable.end(handle, ended, at);
    }

    private void add(ResultSet row) throws SQLException {
        tasks.add(OperationTable.text(row, "task"));
        words.add(OperationWord.of(OperationTable.text(row, "state")));
        Optional.ofNullable(row.getString("words")).ifPresent(reasons::add);
        boolean resource = OperationTable.text(row, "target").equals(OperationTable.stored(Target.RESOURCE));
        wroteRecord |= resource;
        byte[] hash = row.getBytes("hash");
        if (resource && hash != null) {
            long micros = row.getLong("original_updated");
            Instant original = row.wasNull() ? null : Micros.read(micros);
            content = new Content(ContentHash.read(hash), OperationTable.text(row, "mapping"), original);
        }
        long minted = row.getLong("version");
        version = row.wasNull() ? version : Long.valueOf(minted);
    }

    private boolean isOpen() {
        return words.stream().anyMatch(OperationWord::isOpen);
    }

    /** Whether one of them was carried out by this task. */
    boolean hasTask(@Nullable String task) {
        return task != null && tasks.contains(task);
    }

    /** Whether one of them was a record, and not a relationship. */
    boolean wroteRecord() {
        return wroteRecord;
    }

    /** Whether all of them are done. */
    boolean isWhole() {
        return EnumSet.of(OperationWord.PERSISTED, OperationWord.PARKED).containsAll(words);
    }

    /** What was sent for the entry; null when that is not known. */
    @Nullable
    Content content() {
        return content;
    }

    /** Why some of them were not done. */
    List<String> reasons() {
        return reasons;
    }

    /** The same as one text; null when there is nothing to say. */
    @Nullable
    String words() {
        return reasons.isEmpty() ? null : String.join("; ", reasons);
    }

    /** The version that the entry came to when its record was stored; null when it was not. */
    @Nullable
    Long version() {
        return version;
    }

    Outcome outcome() {
        if (words.contains(OperationWord.REFUSED)) {
            return Outcome.REJECTED;
        }
        return blame() == null ? Outcome.PERSISTED : Outcome.UNDELIVERED;
    }

    /** Who has to act; null when nobody has. */
    @Nullable
    Blame blame() {
        if (words.contains(OperationWord.REFUSED)) {
            return Blame.REGISTRY_REFUSED;
        }
        if (words.contains(OperationWord.UNKNOWN)) {
            return Blame.OUTCOME_UNKNOWN;
        }
        return words.contains(OperationWord.UNAVAILABLE) ? Blame.REGISTRY_UNAVAILABLE : null;
    }
}
