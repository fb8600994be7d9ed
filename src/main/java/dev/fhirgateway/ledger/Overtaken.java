package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.Origin;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Whether the record of an entry that a job sends again was delivered since the entry failed: by somebody else, or by a
 * later entry of the same round. The passages of a record are a chain in the order in which they were written; what the job
 * itself delivered of the record before the entry is nothing newer.
 */
final class Overtaken {
    private static final String PASSAGE = "SELECT p.previous, p.version, p.outcome, b.id FROM passage p"
            + " JOIN batch b ON b.number = p.batch WHERE p.number = ?";

    /** Entries of a batch have numbers in the order of their positions. */
    private static final String FAILED_BEFORE = "SELECT 1 FROM passage p JOIN passage d ON d.number = ?"
            + " JOIN batch b ON b.number = d.batch WHERE p.number BETWEEN b.first_passage AND d.number - 1"
            + " AND p.type = d.type AND p.id = d.id AND p.outcome IN ('undelivered', 'interrupted')";

    private final Handle handle;
    private final String job;
    private final String chunk;

    /** @param origin of the round that sends it again */
    Overtaken(Handle handle, Origin origin) {
        this.handle = handle;
        this.job = origin.jobId() + ".";
        this.chunk = origin.firstRound();
    }

    /**
     * The version that the record had when the entry failed: a larger one is newer.
     *
     * @return empty when nobody knows, also because an earlier version may still be stored
     */
    Optional<Long> versionAtFailure(LiveRecord record) throws SQLException {
        boolean failed = false;
        boolean taken = record.state().task() == null;
        long number = record.state().passage();
        while (number != 0) {
            Optional<Link> found = link(number);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Link link = found.get();
            if (link.version() != 0 && isBefore(link, number, failed)) {
                return failed && taken ? Optional.of(link.version()) : Optional.empty();
            }
            failed |= isFailure(link);
            taken |= !failed && link.outcome() == Outcome.ACCEPTED;
            number = link.previous();
        }
        return failed && taken ? Optional.of(0L) : Optional.empty();
    }

    private boolean isFailure(Link link) {
        boolean chunks = link.batchId().equals(chunk) || link.batchId().startsWith(chunk + ".");
        return chunks && (link.outcome() == Outcome.UNDELIVERED || link.outcome() == Outcome.INTERRUPTED);
    }

    /** Whether what was delivered is older than the entry. */
    private boolean isBefore(Link delivered, long number, boolean failed) throws SQLException {
        return delivered.batchId().startsWith(job) ? !failedBefore(number) : failed;
    }

    /** Whether an earlier entry of the same batch failed at the record. */
    private boolean failedBefore(long delivered) throws SQLException {
        PreparedStatement select = Prepared.on(handle, FAILED_BEFORE);
        select.setLong(1, delivered);
        try (ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    private Optional<Link> link(long number) throws SQLException {
        PreparedStatement select = Prepared.on(handle, PASSAGE);
        select.setLong(1, number);
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(
                            new Link(row.getLong(1), row.getLong(2), Outcome.read(row.getString(3)), row.getString(4)))
                    : Optional.empty();
        }
    }

    /**
     * One passage of the record.
     *
     * @param previous the number of the one before; 0 for none
     * @param version that it came to; 0 for none
     */
    private record Link(long previous, long version, Outcome outcome, String batchId) {}
}
