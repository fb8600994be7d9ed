package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.BatchInquiry;
import dev.fhirgateway.upsert.RequestRefused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What became of batches of which the registry accepted something that it had not stored yet. */
public final class FollowedBatches {
    private final LedgerReader reader;
    private final Duration retryAfter;

    /**
     * @param retryAfter what a client is told to wait when the ledger fails
     */
    public FollowedBatches(LedgerReader reader, Duration retryAfter) {
        this.reader = reader;
        this.retryAfter = retryAfter;
    }

    /**
     * What became of the batch that is asked for.
     *
     * @throws RequestRefused 404 when there is none of this client, or nothing of it was followed; 503 when the ledger
     *     cannot be read
     */
    public BatchStatus of(BatchInquiry inquiry) {
        try {
            return reader.read(handle -> find(handle, inquiry))
                    .orElseThrow(() -> new RequestRefused(
                            404,
                            "not-found",
                            "there is no such batch, or the registry had nothing of it left to do when it was answered: then"
                                    + " its answer told all"));
        } catch (LedgerUnavailable fault) {
            throw fault.refusal(retryAfter);
        }
    }

    private Optional<BatchStatus> find(Handle handle, BatchInquiry inquiry) {
        BatchEntries entries = new BatchEntries(handle, reader.vault(), inquiry.batchId());
        if (!entries.anyFollowed()) {
            return Optional.empty();
        }
        return handle.createQuery("SELECT CASE WHEN state = 'open' THEN NULL ELSE first_passage END, entries FROM batch"
                        + " WHERE id = :id AND source = :source AND client = :client")
                .bind("id", inquiry.batchId())
                .bind("source", inquiry.sourceKey())
                .bind("client", inquiry.client())
                .map((row, context) -> status(entries, inquiry.batchId(), row))
                .findOne()
                .flatMap(found -> found);
    }

    /** Empty when its entries are forgotten. */
    private static Optional<BatchStatus> status(BatchEntries entries, String batchId, ResultSet batch)
            throws SQLException {
        long first = batch.getLong(1);
        if (batch.wasNull()) {
            return Optional.of(new BatchStatus(batchId, List.of()));
        }
        return Optional.of(entries.of(first, batch.getInt(2)))
                .filter(found -> !found.isEmpty())
                .map(found -> new BatchStatus(
                        batchId, found.stream().map(BatchStatus.Entry::followed).toList()));
    }
}
