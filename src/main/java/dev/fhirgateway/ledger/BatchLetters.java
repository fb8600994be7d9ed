package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.letters.EndedBatch;
import dev.fhirgateway.ledger.letters.FollowedLetters;
import dev.fhirgateway.ledger.letters.LetterBook;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.Origin;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** The end of a batch, and what it means for dead letters. */
final class BatchLetters implements LedgerJob<Long> {
    private final LedgerJob<Long> parking;
    private final BatchEnd end;
    private final EndedBatch batch;
    private final LetterBook letters;
    private final Clock clock;

    /**
     * @param parking writes all else
     * @param end a part of that
     */
    BatchLetters(LedgerJob<Long> parking, BatchEnd end, EndedBatch batch, LetterBook letters, Clock clock) {
        this.parking = parking;
        this.end = end;
        this.batch = batch;
        this.letters = letters;
        this.clock = clock;
    }

    @Override
    public Long run(Handle handle) throws SQLException {
        Long first = parking.run(handle);
        Origin origin = batch.report().batch().origin();
        if (letters.concerns(origin)) {
            Instant now = clock.instant();
            letters.ended(handle, batch, now);
            end.over().forEach((entry, parts) -> letters.followed().ended(handle, over(origin, entry, parts), now));
        }
        return first;
    }

    private static FollowedLetters.End over(Origin origin, EntryName entry, EntryParts parts) {
        return new FollowedLetters.End(
                new RecordId(origin.sourceKey(), entry.resourceType(), entry.id()),
                entry,
                parts.outcome() == Outcome.PERSISTED ? parts.version() : null,
                parts.blame(),
                parts.reasons());
    }

    @Override
    public void rolledBack() {
        parking.rolledBack();
        letters.rolledBack();
    }
}
