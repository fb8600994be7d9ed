package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.ParkedRelationship;
import dev.fhirgateway.ledger.SentBody;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.RecordName;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of relationships that had to wait for a record, for their letters. Whoever sent one was told that no resend
 * is needed, so one that is given up is a letter, whoever it was. On the thread that writes.
 */
public final class LettersOfParked {
    private final BodyOfLetter bodies;
    private final OpenLetters open;

    LettersOfParked(BodyOfLetter bodies, OpenLetters open) {
        this.bodies = bodies;
        this.open = open;
    }

    /** It was given up, or refused. */
    public void givenUp(
            Handle handle, ParkedRelationship relationship, @Nullable String words, int tries, Instant now) {
        Optional<Long> again = replaying(handle, relationship.source(), relationship.record());
        NewLetter.Failure failure = failure(words, tries);
        if (again.isPresent()) {
            LetterTable.open(handle, again.get(), failure, null, now);
            return;
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        SentBody.write(Map.of(relationship.record(), relationship.payload()), request);
        NewLetter letter = new NewLetter(
                relationship.source(),
                Optional.of(relationship.referrer()),
                relationship.record(),
                arrival(handle, relationship, now),
                failure,
                LetterReads.version(handle, relationship.referrer()), // a newer one would have dropped what waits
                null,
                LetterState.OPEN,
                null,
                null,
                new LetterBody(null, request.toByteArray(), null));
        new NewLetters(bodies, open).write(handle, List.of(letter), now);
    }

    private static NewLetter.Failure failure(@Nullable String words, int tries) {
        return new NewLetter.Failure(Blame.REGISTRY_REFUSED.code(), words, null, tries, null);
    }

    /** Which entry asked for it; of a batch that is forgotten, what is still known. */
    private static Letter.Arrival arrival(Handle handle, ParkedRelationship relationship, Instant now) {
        EntryName entry = relationship.entry();
        return LetterReads.arrival(handle, entry)
                .orElseGet(() -> new Letter.Arrival(entry.batchId(), entry.position(), "", now));
    }

    /** The registry has it. */
    public void made(Handle handle, String source, RecordName relationship, Instant now) {
        if (!open.isEmpty()) {
            replaying(handle, source, relationship)
                    .ifPresent(letter -> LetterTable.close(
                            handle, letter, LetterState.REPLAYED, null, "the relationship was made", now));
        }
    }

    /** The registry had accepted it, and does not make it. */
    public void failed(Handle handle, String source, RecordName relationship, @Nullable String words, Instant now) {
        if (!open.isEmpty()) {
            replaying(handle, source, relationship)
                    .ifPresent(letter -> LetterTable.open(handle, letter, failure(words, 0), null, now));
        }
    }

    private static Optional<Long> replaying(Handle handle, String source, RecordName relationship) {
        return handle.createQuery("SELECT number FROM letter WHERE source = :source AND state = 'replaying'"
                        + " AND relationship_type = :type AND relationship_id = :id")
                .bind("source", source)
                .bind("type", relationship.type())
                .bind("id", relationship.id())
                .map((row, context) -> row.getLong(1))
                .findFirst();
    }
}
