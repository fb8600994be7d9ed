package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.Retention.Pruned;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The steps of {@link Retention}, each for a transaction of a few milliseconds. */
final class Pruning {
    private static final int MOST_BODIES = 100;
    private static final int MOST_PASSAGES = 500;
    private static final int MOST_TASKS = 200;

    private Pruning() {}

    /** The oldest bodies, when they are too old, or all together too many bytes. */
    static Pruned bodies(Handle handle, Instant before, long mostBytes) {
        List<Body> oldest = handle.createQuery(
                        "SELECT number, stored_at, stored FROM body ORDER BY number LIMIT " + MOST_BODIES)
                .map((row, context) -> new Body(row.getLong(1), row.getLong(2), row.getLong(3)))
                .list();
        long kept = handle.createQuery("SELECT stored - pruned FROM upkeep")
                .map((row, context) -> row.getLong(1))
                .one();
        long old = Micros.of(before);
        long bytes = 0;
        int count = 0;
        for (Body body : oldest) {
            if (body.storedAt >= old && kept - bytes <= mostBytes) {
                break;
            }
            bytes += body.stored;
            count++;
        }
        if (count > 0) {
            handle.execute("DELETE FROM body WHERE number <= ?", oldest.get(count - 1).number);
            handle.execute("UPDATE upkeep SET pruned = pruned + ?", bytes);
        }
        return new Pruned(0, 0, count, 0, count == MOST_BODIES);
    }

    /** A row of the table {@code body}. */
    private record Body(long number, long storedAt, long stored) {}

    /**
     * The passages before the next ones that are old enough, each of its record; so the last one of a record stays, and
     * the one that was valid when the time began that is to be known. Each passage is looked at once.
     */
    static Pruned passages(Handle handle, Instant before) {
        List<Swept> swept = handle
                .createQuery("SELECT number, previous, type, batch, ended_at FROM passage"
                        + " WHERE number > (SELECT swept FROM upkeep) ORDER BY number LIMIT " + MOST_PASSAGES)
                .map((row, context) ->
                        new Swept(row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), row.getLong(5)))
                .list() // an answer that is not read to its end would keep the log from being emptied
                .stream()
                .takeWhile(passage -> passage.endedAt < Micros.of(before))
                .toList();
        if (swept.isEmpty()) {
            return new Pruned(0, 0, 0, 0, false);
        }
        String gone = list(swept.stream().mapToLong(Swept::gone).filter(number -> number != 0));
        String batches = gone.isEmpty() ? "" : batchesOf(handle, gone);
        int passages = gone.isEmpty() ? 0 : handle.execute("DELETE FROM passage WHERE number IN (" + gone + ")");
        handle.execute("UPDATE upkeep SET swept = ?", swept.get(swept.size() - 1).number);
        return new Pruned(
                passages, batches.isEmpty() ? 0 : emptied(handle, batches), 0, 0, swept.size() == MOST_PASSAGES);
    }

    /**
     * A passage that is older than has to be known.
     *
     * @param previous the one before it of the same record; 0 for none
     * @param type null when it has no record
     */
    private record Swept(long number, long previous, @Nullable String type, long batch, long endedAt) {
        /** What nobody has to know any more; 0 for nothing. */
        long gone() {
            return type == null ? number : previous;
        }
    }

    private static String batchesOf(Handle handle, String passages) {
        return list(handle
                .createQuery("SELECT DISTINCT batch FROM passage WHERE number IN (" + passages + ")")
                .map((row, context) -> row.getLong(1))
                .stream()
                .mapToLong(Long::longValue));
    }

    /** Takes those away of which no entry is left. */
    private static int emptied(Handle handle, String batches) {
        return handle.execute("DELETE FROM batch WHERE number IN (" + batches + ") AND state <> 'open'"
                + " AND NOT EXISTS (SELECT 1 FROM passage p WHERE p.number BETWEEN batch.first_passage"
                + " AND batch.first_passage + batch.entries - 1)");
    }

    /** The oldest tasks that are over. */
    static Pruned tasks(Handle handle, Instant before) {
        List<String[]> over = handle.createQuery("SELECT source, task FROM task WHERE next_poll IS NULL"
                        + " AND opened_at < :before ORDER BY opened_at LIMIT " + MOST_TASKS)
                .bind("before", Micros.of(before))
                .map((row, context) ->
                        new String[] {OperationTable.text(row, "source"), OperationTable.text(row, "task")})
                .list();
        for (String[] task : over) {
            handle.execute("DELETE FROM task_operation WHERE source = ? AND task = ?", task[0], task[1]);
            handle.execute("DELETE FROM task WHERE source = ? AND task = ?", task[0], task[1]);
        }
        return new Pruned(0, 0, 0, over.size(), over.size() == MOST_TASKS);
    }

    private static String list(LongStream numbers) {
        return numbers.mapToObj(Long::toString).collect(Collectors.joining(", "));
    }
}
