package dev.fhirgateway.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;

/**
 * Commits jobs together, so that the price of reaching the disk is shared. When that fails, each of them is tried by
 * itself: a bad one takes no other with it. A transaction that cannot even begin is the fault of none of them, and would
 * meet each of them again, after the same wait: so it fails them all at once. Used by one thread.
 */
final class GroupCommit {
    private final WriterConnection connection;
    private final Trouble trouble;
    private final Executor completions;

    /**
     * @param trouble is told how the database does
     * @param completions where those who wait for a job go on
     */
    GroupCommit(WriterConnection connection, Trouble trouble, Executor completions) {
        this.connection = connection;
        this.trouble = trouble;
        this.completions = completions;
    }

    /** Tells each job how it ended, whatever happens. */
    void write(List<QueuedJob<?>> group) {
        try {
            write(begun(group), group);
        } catch (SQLException | RuntimeException | Error unreachable) {
            connection.letGo();
            fail(group, unreachable);
        }
    }

    private Handle begun(List<QueuedJob<?>> group) throws SQLException {
        Handle handle = connection.open(group.stream().anyMatch(QueuedJob::outlivesPowerCuts));
        handle.begin();
        return handle;
    }

    private void write(Handle handle, List<QueuedJob<?>> group) {
        try {
            for (QueuedJob<?> job : group) {
                job.run(handle);
            }
            handle.commit();
            trouble.over();
            group.forEach(job -> job.complete(completions));
        } catch (SQLException | RuntimeException | Error fault) {
            rollBack(group);
            if (group.size() > 1) {
                group.forEach(job -> write(List.of(job)));
            } else {
                fail(group, fault);
            }
        }
    }

    private void rollBack(List<QueuedJob<?>> group) {
        connection.letGo();
        List<QueuedJob<?>> backwards = new ArrayList<>(group);
        Collections.reverse(backwards);
        backwards.forEach(QueuedJob::rolledBack);
    }

    private void fail(List<QueuedJob<?>> group, Throwable fault) {
        RuntimeException told = trouble.met(fault);
        group.forEach(job -> job.fail(told, completions));
    }
}
