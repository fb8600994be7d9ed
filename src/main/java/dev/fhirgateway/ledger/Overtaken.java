package dev.fhirgateway.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Whether the record of an entry that a job sends again was delivered by somebody else since the entry failed. The passages
 * of a record are a chain in the order in which they were written: those behind the last one of the job are newer than what
 * the job has.
 */
final class Overtaken {
    private static final String PASSAGE = "SELECT p.previous, p.version, p.outcome, b.id FROM passage p"
            + " JOIN batch b ON b.number = p.batch WHERE p.number = ?";

    private Overtaken() {}

    /**
     * The version that the record had when the entry failed: a larger one is newer.
     *
     * @param job its id
     * @return empty when nobody knows, also because an earlier version may still be stored
     */
    static Optional<Long> versionAtFailure(Handle handle, LiveRecord record, String job) throws SQLException {
        boolean failed = false;
        boolean taken = record.state().task() == null;
        long number = record.state().passage();
        while (number != 0) {
            Optional<Link> link = link(handle, number);
            if (link.isEmpty()) {
                return Optional.empty();
            }
            if (!failed) {
                failed = link.get().isOf(job);
                taken |= !failed && link.get().accepted();
            } else if (link.get().version() != 0) {
                return taken ? Optional.of(link.get().version()) : Optional.empty();
            }
            number = link.get().previous();
        }
        return failed && taken ? Optional.of(0L) : Optional.empty();
    }

    private static Optional<Link> link(Handle handle, long number) throws SQLException {
        PreparedStatement select = Prepared.on(handle, PASSAGE);
        select.setLong(1, number);
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Link(
                            row.getLong(1),
                            row.getLong(2),
                            row.getString(3).equals(Outcome.ACCEPTED.code()),
                            row.getString(4)))
                    : Optional.empty();
        }
    }

    /**
     * One passage of the record.
     *
     * @param previous the number of the one before; 0 for none
     * @param version that it came to; 0 for none
     * @param accepted whether the registry still works on it
     */
    private record Link(long previous, long version, boolean accepted, String batchId) {
        boolean isOf(String job) {
            return batchId.startsWith(job + ".");
        }
    }
}
