package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.letters.EndedBatch;
import dev.fhirgateway.ledger.letters.FollowedLetters;
import dev.fhirgateway.ledger.letters.LetterBook;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.Origin;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** The end of a batch, and what it means for dead letters. */
final class BatchLetters implements LedgerJob<Integer> {
    private final LedgerJob<Integer> parking;
    private final BatchEnd end;
    private final Origin origin;
    private final Supplier<EndedBatch> batch;
    private final LetterBook letters;
    private final Clock clock;

    /**
     * @param parking writes all else
     * @param end a part of that
     * @param origin of the batch
     * @param batch all of it, for which few batches are asked
     */
    BatchLetters(
            LedgerJob<Integer> parking,
            BatchEnd end,
            Origin origin,
            Supplier<EndedBatch> batch,
            LetterBook letters,
            Clock clock) {
        this.parking = parking;
        this.end = end;
        this.origin = origin;
        this.batch = batch;
        this.letters = letters;
        this.clock = clock;
    }

    @Override
    public Integer run(Handle handle) throws SQLException {
        Integer count = parking.run(handle);
        if (letters.concerns(origin)) {
            Instant now = clock.instant();
            letters.ended(handle, batch.get(), now);
            end.over().forEach(entry -> letters.followed().ended(handle, over(origin, entry), now));
        }
        return count;
    }

    private static FollowedLetters.End over(Origin origin, EndedEntry ended) {
        EntryName entry = ended.entry();
        EntryParts parts = ended.parts();
        return new FollowedLetters.End(
                new RecordId(origin.sourceKey(), entry.resourceType(), entry.id()),
                entry,
                parts.outcome() == Outcome.PERSISTED ? parts.version() : null,
                parts.blame(),
                parts.reasons(),
                true);
    }

    @Override
    public void rolledBack() {
        parking.rolledBack();
        letters.rolledBack();
    }
}
