package dev.fhirgateway.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** The table {@code task}, as it is written. */
final class TaskTable {
    private static final String OPEN = "state IN (" + OperationWord.open() + ")";

    private TaskTable() {}

    static void insert(Handle handle, Vault vault, NewTask task, Instant now, Instant nextPoll) throws SQLException {
        handle.createUpdate("INSERT INTO task (source, task, kind, opened_at, next_poll, polls)"
                        + " VALUES (:source, :task, :kind, :now, :nextPoll, 0)"
                        + " ON CONFLICT (source, task) DO UPDATE SET next_poll = excluded.next_poll")
                .bind("source", task.source())
                .bind("task", task.taskId())
                .bind("kind", stored(task.kind()))
                .bind("now", Micros.of(now))
                .bind("nextPoll", Micros.of(nextPoll))
                .execute();
        OperationTable.insert(handle, vault, task, now);
    }

    private static String stored(NewTask.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static boolean isBundle(String kind) {
        return kind.equals(stored(NewTask.Kind.BUNDLE));
    }

    /** Sets when a task is asked about again: never, when nothing of it is open. */
    static void schedule(Handle handle, TaskNews news) {
        handle.createUpdate("UPDATE task SET polls = :polls, next_poll = CASE WHEN EXISTS (SELECT 1 FROM"
                        + " task_operation o WHERE o.source = task.source AND o.task = task.task AND o." + OPEN
                        + ") THEN :nextPoll END WHERE source = :source AND task = :task")
                .bind("polls", news.polls())
                .bind("nextPoll", Micros.of(news.nextPoll()))
                .bind("source", news.task().sourceKey())
                .bind("task", news.task().taskId())
                .execute();
    }

    /** Asks about a task as soon as possible: somebody waits for it. */
    static void hurry(Handle handle, String source, String task, Instant now) {
        handle.createUpdate(
                        "UPDATE task SET next_poll = :now WHERE source = :source AND task = :task AND next_poll > :now")
                .bind("now", Micros.of(now))
                .bind("source", source)
                .bind("task", task)
                .execute();
    }
}
