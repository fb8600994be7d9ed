package dev.fhirgateway.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries of a batch that have ended, and their records as they are known then, which may be more than the batch
 * did. For one job of the writer, which can take it back.
 */
final class EntryWrites {
    private final long batch;
    private final long first;
    private final Map<LiveRecord, RecordState> written;
    private final BodyTable bodies;
    private final Instant at;
    private final List<Runnable> undo = new ArrayList<>();

    /**
     * @param batch its number
     * @param first the number of its first passage
     * @param written how earlier jobs have written its records; is kept up to date
     * @param bodies where what was sent is kept
     * @param at when the entries ended
     */
    EntryWrites(long batch, long first, Map<LiveRecord, RecordState> written, BodyTable bodies, Instant at) {
        this.batch = batch;
        this.first = first;
        this.written = written;
        this.bodies = bodies;
        this.at = at;
    }

    /** The records of entries, each once. */
    static Set<LiveRecord> records(Collection<Passage> passages) {
        return passages.stream().map(Passage::record).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** Writes entries that are not written yet. */
    void entries(Handle handle, List<Passage> passages) throws SQLException {
        if (passages.isEmpty()) {
            return;
        }
        for (LiveRecord record : records(passages)) {
            long before = record.state().passage();
            undo.add(() -> record.change(known -> known.passed(before)));
        }
        PassageTable.write(handle, batch, first, passages, places(handle, passages), at);
    }

    /** Writes those of these records that have changed since they were written. */
    void changed(Handle handle, Collection<LiveRecord> records) throws SQLException {
        Map<LiveRecord, RecordState> changed = new LinkedHashMap<>(); // mostly sorted as they will be written
        for (LiveRecord record : records) {
            RecordState state = record.state();
            if (!state.equals(written.get(record))) {
                changed.put(record, state);
            }
        }
        RecordTable.write(handle, changed);
        changed.forEach((record, state) -> {
            RecordState before = written.put(record, state);
            undo.add(() -> takeBack(record, before));
        });
    }

    private void takeBack(LiveRecord record, @Nullable RecordState before) {
        if (before == null) {
            written.remove(record);
        } else {
            written.put(record, before);
        }
    }

    /** Empty when nothing is kept of any. */
    private List<@Nullable BodyPlace> places(Handle handle, List<Passage> passages) throws SQLException {
        return passages.stream().allMatch(passage -> passage.bodies().isEmpty())
                ? List.<@Nullable BodyPlace>of()
                : bodies.write(
                        handle.getConnection(),
                        passages.stream().map(Passage::bodies).toList(),
                        at);
    }

    /** What was written is not there. */
    void rolledBack() {
        undo.forEach(Runnable::run);
        undo.clear();
    }
}
