package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.letters.EndedBatch;
import dev.fhirgateway.ledger.letters.LetterBook;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What the writer has to do for a batch, from its beginning to its end. */
final class BatchJobs {
    private final AwaitedRecords awaited;
    private final LetterBook letters;
    private final BodyTable bodies;
    private final Vault vault;
    private final Clock clock;
    private final ZoneId zone;

    /**
     * @param awaited the records that relationships wait for
     * @param letters what failed finally
     * @param bodies where what is sent is kept
     * @param vault encrypts what is to be sent
     * @param zone in which the days of the balance begin
     */
    BatchJobs(AwaitedRecords awaited, LetterBook letters, BodyTable bodies, Vault vault, Clock clock, ZoneId zone) {
        this.awaited = awaited;
        this.letters = letters;
        this.bodies = bodies;
        this.vault = vault;
        this.clock = clock;
        this.zone = zone;
    }

    /** @param ids of the records that its entries name, in their order */
    LedgerJob<Boolean> begin(BatchMemory batch, Origin origin, List<Optional<RecordId>> ids) {
        return new BatchBegin(batch, origin, zone, ids);
    }

    /** Comes right behind the beginning of a batch that does not begin in one piece. */
    LedgerJob<Boolean> rest(BatchMemory batch) {
        return new BatchRest(batch);
    }

    /** @param results that change no more */
    LedgerJob<Integer> slice(BatchMemory batch, List<UpsertResult> results) {
        return new BatchSlice(batch, results, bodies, clock.instant());
    }

    LedgerJob<Integer> end(BatchMemory batch, BatchReport report) {
        Origin origin = report.batch().origin();
        Instant now = clock.instant();
        BatchEnd end = new BatchEnd(
                batch.number(),
                new BatchEnd.Kind("answered", origin.wishes().unattended(), origin.isPartOfJob()),
                handle -> batch.unwritten(handle, report, now),
                report.results().stream().map(Outcome::of).toList(),
                batch.records(),
                batch.writes(bodies, now),
                now);
        BatchParking parking = new BatchParking(end, origin.sourceKey(), batch.entries(), awaited, vault, clock);
        return new BatchLetters(
                parking,
                end,
                origin,
                () -> new EndedBatch(report, batch.entries(), batch.passages(report)),
                letters,
                clock);
    }
}
