package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.RecordState.Content;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.TaskOperation.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** All the writes that tasks carried out for one entry, and that are over. */
final class EntryParts {
    private final Set<String> tasks = new HashSet<>();
    private final Set<OperationWord> words = new HashSet<>();
    private final List<String> reasons = new ArrayList<>();
    private boolean wroteRecord;
    private @Nullable Content content;
    private @Nullable Long version;

    private EntryParts() {}

    /** Empty as long as one of them is open. */
    static Optional<EntryParts> read(Handle handle, EntryName entry) {
        EntryParts parts = new EntryParts();
        handle.createQuery(
                        "SELECT task, target, state, words, hash, mapping, original_updated, version FROM task_operation"
                                + " WHERE batch = :batch AND position = :position AND state <> 'replaced'")
                .bind("batch", entry.batchId())
                .bind("position", entry.position())
                .map((row, context) -> parts.add(row))
                .list();
        return parts.words.stream().anyMatch(OperationWord::isOpen) ? Optional.empty() : Optional.of(parts);
    }

    /** Tells the passages of a batch that is over now what the tasks came to that ended before it did; gives those. */
    static Map<EntryName, EntryParts> settle(Handle handle, long batch, Instant at) {
        List<EntryName> followed = handle.createQuery("SELECT DISTINCT o.batch, o.position, o.type, o.id"
                        + " FROM batch b JOIN task_operation o ON o.batch = b.id WHERE b.number = :number")
                .bind("number", batch)
                .map((row, context) -> new EntryName(
                        OperationTable.text(row, "batch"),
                        row.getInt("position"),
                        OperationTable.text(row, "type"),
                        OperationTable.text(row, "id")))
                .list();
        Map<EntryName, EntryParts> over = new LinkedHashMap<>();
        for (EntryName entry : followed) {
            read(handle, entry).ifPresent(parts -> {
                PassageTable.end(handle, entry, parts.outcome(), parts.blame(), parts.version, at);
                over.put(entry, parts);
            });
        }
        return over;
    }

    private boolean add(ResultSet row) throws SQLException {
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
        return resource;
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
