package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.Passage;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Writes what became of letters that were sent again. */
final class EndedReplays {
    private final BodyOfLetter bodies;

    EndedReplays(BodyOfLetter bodies) {
        this.bodies = bodies;
    }

    /** Gives how many are settled. */
    int write(Handle handle, EndedBatch batch, Replay replay, Instant now) {
        int settled = 0;
        for (int position = 0; position < batch.size(); position++) {
            Replay.Part letter = replay.letters().get(position);
            UpsertResult result = batch.result(position);
            if (result instanceof UpsertResult.Accepted) {
                LetterTable.follow(
                        handle,
                        letter.number(),
                        batch.origin().batchId(),
                        position,
                        batch.passage(position).tries());
            } else if (result instanceof UpsertResult.Rejected || result instanceof UpsertResult.Undelivered) {
                failed(handle, batch, position, letter, replay.registryAnswers(), now);
            } else {
                settled += settle(handle, batch, result, letter, now) ? 1 : 0;
            }
        }
        return settled;
    }

    private static boolean settle(
            Handle handle, EndedBatch batch, UpsertResult result, Replay.Part letter, Instant now) {
        if (result instanceof UpsertResult.Superseded) {
            return LetterTable.close(
                    handle,
                    letter.number(),
                    LetterState.SUPERSEDED,
                    null,
                    "not sent, because a newer version of its record was delivered before",
                    now);
        }
        return LetterTable.close(
                handle, letter.number(), LetterState.REPLAYED, batch.origin().batchId(), null, now);
    }

    private void failed(
            Handle handle, EndedBatch batch, int position, Replay.Part letter, boolean registryAnswers, Instant now) {
        Passage passage = batch.passage(position);
        int rounds = letter.rounds() + (registryAnswers ? 1 : 0);
        if (batch.result(position) instanceof UpsertResult.Undelivered && rounds < Pauses.ROUNDS) {
            LetterTable.postpone(handle, letter.number(), rounds, passage.tries(), Pauses.next(rounds, now));
        } else if (LetterTable.open(
                handle,
                letter.number(),
                NewLetters.failure(passage),
                batch.origin().batchId(),
                now)) {
            bodies.tried(
                    handle,
                    letter.number(),
                    new LetterBody(
                            null, batch.entry(position).request().orElse(null), Said.of(batch.result(position))));
        }
    }
}
