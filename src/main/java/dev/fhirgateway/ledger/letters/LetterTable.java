package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.Micros;
import dev.fhirgateway.ledger.RecordId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tables {@code letter} and {@code letter_event}, as they are written. */
final class LetterTable {
    private static final String ONE = " WHERE number = :number AND state IN " + LetterState.UNSETTLED;

    private LetterTable() {}

    /** So many numbers in a row; gives the first. */
    static long numbers(Handle handle, int count) {
        handle.execute("UPDATE upkeep SET letters = letters + ?", count);
        return 1
                - count
                + handle.createQuery("SELECT letters FROM upkeep")
                        .map((row, context) -> row.getLong(1))
                        .one();
    }

    static void insert(Handle handle, long number, NewLetter letter, Instant at) {
        handle.createUpdate("INSERT INTO letter (" + Letter.COLUMNS + ", followed_batch, followed_position) VALUES"
                        + " (:number, :source, :type, :id, :batch, :position, :client, :received, :at, :blame, :words,"
                        + " :status, :tries, :mapping, :relType, :relId, :version, :task, :state, :at, 0, :next, :by,"
                        + " :followedBatch, :followedPosition)")
                .bind("number", number)
                .bind("source", letter.source())
                .bind("type", letter.record().map(RecordId::type).orElse(null))
                .bind("id", letter.record().map(RecordId::id).orElse(null))
                .bind("batch", letter.arrival().batchId())
                .bind("position", letter.arrival().position())
                .bind("client", letter.arrival().client())
                .bind("received", Micros.of(letter.arrival().receivedAt()))
                .bind("at", Micros.of(at))
                .bind("blame", letter.end().blame())
                .bind("words", letter.end().words())
                .bind("status", letter.end().status())
                .bind("tries", letter.end().tries())
                .bind("mapping", letter.end().mapping())
                .bind(
                        "relType",
                        letter.relationship() == null
                                ? null
                                : letter.relationship().type())
                .bind(
                        "relId",
                        letter.relationship() == null
                                ? null
                                : letter.relationship().id())
                .bind("version", letter.version())
                .bind("task", letter.task())
                .bind("state", letter.state().code())
                .bind("next", Micros.orNull(letter.nextTry()))
                .bind("by", letter.closedBy())
                .bind(
                        "followedBatch",
                        letter.state() == LetterState.ACCEPTED
                                ? letter.arrival().batchId()
                                : null)
                .bind(
                        "followedPosition",
                        letter.state() == LetterState.ACCEPTED
                                ? Integer.valueOf(letter.arrival().position())
                                : null)
                .execute();
        event(
                handle,
                number,
                letter.state(),
                at,
                null,
                letter.closedBy(),
                letter.end().words());
    }

    /** It is settled, unless it was before. Gives whether it is by this. */
    static boolean close(
            Handle handle, long number, LetterState state, @Nullable String batch, @Nullable String words, Instant at) {
        boolean closed = handle.createUpdate("UPDATE letter SET state = :state, changed_at = :at, next_try = NULL,"
                                + " followed_batch = NULL, followed_position = NULL, closed_by = :batch" + ONE)
                        .bind("number", number)
                        .bind("state", state.code())
                        .bind("at", Micros.of(at))
                        .bind("batch", batch)
                        .execute()
                > 0;
        if (closed) {
            event(handle, number, state, at, null, batch, words);
        }
        return closed;
    }

    /** Somebody has to act on it, again or for the first time. */
    static boolean open(Handle handle, long number, NewLetter.Failure end, @Nullable String batch, Instant at) {
        boolean opened = handle.createUpdate("UPDATE letter SET state = 'open', changed_at = :at, rounds = 0,"
                                + " next_try = NULL, followed_batch = NULL, followed_position = NULL, blame = :blame,"
                                + " words = :words, status = coalesce(:status, status), tries = tries + :tries,"
                                + " mapping = coalesce(:mapping, mapping)" + ONE)
                        .bind("number", number)
                        .bind("at", Micros.of(at))
                        .bind("blame", end.blame())
                        .bind("words", end.words())
                        .bind("status", end.status())
                        .bind("tries", end.tries())
                        .bind("mapping", end.mapping())
                        .execute()
                > 0;
        if (opened) {
            event(handle, number, LetterState.OPEN, at, null, batch, end.words());
        }
        return opened;
    }

    /** It was not delivered, and is sent again later. */
    static void postpone(Handle handle, long number, int rounds, int tries, Instant nextTry) {
        handle.createUpdate("UPDATE letter SET rounds = :rounds, tries = tries + :tries, next_try = :next" + ONE
                        + " AND next_try IS NOT NULL")
                .bind("number", number)
                .bind("rounds", rounds)
                .bind("tries", tries)
                .bind("next", Micros.of(nextTry))
                .execute();
    }

    /** Nobody knows what became of it: it is sent again later, if it was to be sent by now. */
    static void postponeUnlessEnded(Handle handle, long number, Instant now, Instant nextTry) {
        handle.createUpdate("UPDATE letter SET next_try = :next" + ONE + " AND next_try <= :now")
                .bind("number", number)
                .bind("now", Micros.of(now))
                .bind("next", Micros.of(nextTry))
                .execute();
    }

    /** The registry has accepted it: the task of that entry decides. */
    static void follow(Handle handle, long number, String batch, int position, int tries) {
        handle.createUpdate("UPDATE letter SET state = 'replaying', next_try = NULL, tries = tries + :tries,"
                        + " followed_batch = :batch, followed_position = :position" + ONE)
                .bind("number", number)
                .bind("tries", tries)
                .bind("batch", batch)
                .bind("position", position)
                .execute();
    }

    /** It is sent by this entry now: if a task is made of that and the gateway ends, the task still decides. */
    static void sentBy(Handle handle, long number, String batch, int position) {
        handle.createUpdate("UPDATE letter SET followed_batch = :batch, followed_position = :position" + ONE)
                .bind("number", number)
                .bind("batch", batch)
                .bind("position", position)
                .execute();
    }

    /** It was none. */
    static void delete(Handle handle, long number) {
        handle.execute("DELETE FROM letter_event WHERE letter = ?", number);
        handle.execute("DELETE FROM letter_body WHERE letter = ?", number);
        handle.execute("DELETE FROM letter WHERE number = ?", number);
    }

    static void event(
            Handle handle,
            long number,
            LetterState state,
            Instant at,
            @Nullable String client,
            @Nullable String batch,
            @Nullable String words) {
        handle.createUpdate("INSERT INTO letter_event (letter, at, state, client, batch, words)"
                        + " VALUES (:letter, :at, :state, :client, :batch, :words)")
                .bind("letter", number)
                .bind("at", Micros.of(at))
                .bind("state", state.code())
                .bind("client", client)
                .bind("batch", batch)
                .bind("words", words)
                .execute();
    }
}
