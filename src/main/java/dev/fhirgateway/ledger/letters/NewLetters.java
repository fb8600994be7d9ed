package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.LiveRecord;
import dev.fhirgateway.ledger.Passage;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.ledger.RecordState;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes the letters of a batch that nobody waits for. */
final class NewLetters {
    private final BodyOfLetter bodies;
    private final OpenLetters open;

    NewLetters(BodyOfLetter bodies, OpenLetters open) {
        this.bodies = bodies;
        this.open = open;
    }

    void write(Handle handle, EndedBatch batch, Instant now) {
        List<NewLetter> letters = new ArrayList<>();
        for (int position = 0; position < batch.size(); position++) {
            LetterState state = state(batch, position);
            if (state != null) {
                letters.add(letter(batch, position, state, now));
            }
        }
        write(handle, letters, now);
    }

    void write(Handle handle, List<NewLetter> letters, Instant now) {
        if (letters.isEmpty()) {
            return;
        }
        long number = LetterTable.numbers(handle, letters.size());
        for (NewLetter letter : letters) {
            letter.record().ifPresent(record -> announce(handle, record, letter.state()));
            LetterTable.insert(handle, number, letter, now);
            bodies.insert(handle, number, letter.body());
            number++;
        }
    }

    /** One that waits takes the place of an older one of its record: a feed may have sent the same again. */
    private void announce(Handle handle, RecordId record, LetterState state) {
        if (state == LetterState.WAITING && open.mayHave(record)) {
            handle.createQuery("SELECT number FROM letter WHERE source = :source AND type = :type AND id = :id"
                            + " AND state = 'waiting'")
                    .bind("source", record.source())
                    .bind("type", record.type())
                    .bind("id", record.id())
                    .map((row, context) -> row.getLong(1))
                    .list()
                    .forEach(older -> LetterTable.delete(handle, older));
        }
        open.add(record);
    }

    /** Null when it has no letter; what a job did not deliver, it sends again by itself. */
    private static @Nullable LetterState state(EndedBatch batch, int position) {
        UpsertResult result = batch.result(position);
        if (result instanceof UpsertResult.Rejected) {
            return batch.isOvertaken(position) ? LetterState.HEALED : LetterState.OPEN;
        }
        if (result instanceof UpsertResult.Accepted) {
            return LetterState.ACCEPTED;
        }
        return result instanceof UpsertResult.Undelivered
                        && !batch.origin().isPartOfJob()
                        && !batch.isOvertaken(position)
                ? LetterState.WAITING
                : null;
    }

    private static NewLetter letter(EndedBatch batch, int position, LetterState state, Instant now) {
        UpsertResult result = batch.result(position);
        UpsertEntry entry = result.entry();
        Passage passage = batch.passage(position);
        LiveRecord live = passage.record();
        RecordState known =
                batch.entry(position).turn().orElseGet(() -> live == null ? RecordState.NONE : live.state());
        boolean accepted = state == LetterState.ACCEPTED;
        return new NewLetter(
                entry.origin().sourceKey(),
                Optional.ofNullable(live).map(LiveRecord::id),
                null,
                new Letter.Arrival(
                        entry.origin().batchId(),
                        position,
                        entry.origin().client(),
                        entry.origin().receivedAt()),
                failure(passage),
                known.version(),
                accepted ? null : known.task(),
                state,
                state == LetterState.HEALED ? entry.origin().batchId() : null,
                state == LetterState.WAITING ? now.plus(Pauses.AFTER_FAILURE) : null,
                new LetterBody(
                        entry.original().length() == 0 ? null : entry.original().toByteArray(),
                        batch.entry(position).request().orElse(null),
                        Said.of(result)));
    }

    static NewLetter.Failure failure(Passage passage) {
        return new NewLetter.Failure(
                passage.blame(),
                passage.words(),
                passage.status(),
                passage.tries(),
                passage.sent() == null ? null : passage.sent().mapping());
    }
}
