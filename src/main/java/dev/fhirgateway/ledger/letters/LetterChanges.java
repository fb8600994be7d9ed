package dev.fhirgateway.ledger.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fhirgateway.ledger.Micros;
import dev.fhirgateway.ledger.ParkedRelationship;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.ledger.Unreadable;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.RecordName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What somebody wishes of a letter. On the thread that writes. */
public final class LetterChanges {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TO_ACT_ON = " WHERE number = :number AND state IN ('open', 'waiting')";

    private final BodyOfLetter bodies;
    private final Reparking reparking;

    LetterChanges(BodyOfLetter bodies, Reparking reparking) {
        this.bodies = bodies;
        this.reparking = reparking;
    }

    /** Has a relationship wait again, and tried at once. */
    @FunctionalInterface
    public interface Reparking {
        /** On the thread that writes. */
        void park(Handle handle, ParkedRelationship relationship, Instant now);
    }

    /** @param edited what to send in place of the original; null for that */
    Change replay(Handle handle, Letter letter, String client, byte @Nullable [] edited, Instant now)
            throws Unreadable {
        if (letter.relationship() != null) {
            return edited == null ? repark(handle, letter, client, now) : Change.NOTHING_TO_EDIT;
        }
        if (edited == null && !bodies.hasContent(handle, letter.number())) {
            return Change.NOTHING_TO_SEND;
        }
        if (!begin(handle, letter, now, now)) {
            return Change.NOT_OPEN;
        }
        if (edited != null) {
            bodies.edit(handle, letter.number(), edited);
        }
        String words = edited == null ? null : "edited";
        LetterTable.event(handle, letter.number(), LetterState.REPLAYING, now, client, null, words);
        return Change.DONE;
    }

    private static boolean begin(Handle handle, Letter letter, Instant now, @Nullable Instant nextTry) {
        return handle.createUpdate("UPDATE letter SET state = 'replaying', changed_at = :now, rounds = 0,"
                                + " next_try = :next" + TO_ACT_ON)
                        .bind("number", letter.number())
                        .bind("now", Micros.of(now))
                        .bind("next", Micros.orNull(nextTry))
                        .execute()
                > 0;
    }

    /** A newer version of the record that asks for it would have settled the letter, so it is still asked for. */
    private Change repark(Handle handle, Letter letter, String client, Instant now) throws Unreadable {
        byte[] request = bodies.part(handle, letter.number(), "request");
        if (request == null) {
            return Change.NOTHING_TO_SEND;
        }
        if (!begin(handle, letter, now, null)) {
            return Change.NOT_OPEN;
        }
        reparking.park(handle, relationship(letter, request), now);
        LetterTable.event(handle, letter.number(), LetterState.REPLAYING, now, client, null, null);
        return Change.DONE;
    }

    private static ParkedRelationship relationship(Letter letter, byte[] request) {
        RecordId record = Objects.requireNonNull(letter.record());
        try {
            JsonNode body = JSON.readTree(request).path(0).path("body");
            return new ParkedRelationship(
                    letter.source(),
                    new EntryName(letter.arrival().batchId(), letter.arrival().position(), record.type(), record.id()),
                    Objects.requireNonNull(letter.relationship()),
                    end(body.path("from")),
                    end(body.path("to")),
                    body.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordName end(JsonNode end) {
        return new RecordName(end.path("type").asText(), end.path("id").asText());
    }

    /** Nobody needs it. */
    static Change discard(Handle handle, Letter letter, String client, String reason, Instant now) {
        int discarded = handle.createUpdate(
                        "UPDATE letter SET state = 'discarded', changed_at = :now, next_try = NULL" + TO_ACT_ON)
                .bind("number", letter.number())
                .bind("now", Micros.of(now))
                .execute();
        if (discarded == 0) {
            return Change.NOT_OPEN;
        }
        LetterTable.event(handle, letter.number(), LetterState.DISCARDED, now, client, null, reason);
        return Change.DONE;
    }
}
