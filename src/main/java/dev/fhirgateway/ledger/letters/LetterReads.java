package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.Micros;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.ledger.Unreadable;
import dev.fhirgateway.upsert.EntryName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables of letters, as they are read. */
final class LetterReads {
    private LetterReads() {}

    /** The one of that number, when it can be seen. */
    static Optional<Letter> letter(Handle handle, String source, long number) {
        return handle.createQuery("SELECT " + Letter.COLUMNS + " FROM letter WHERE number = :number"
                        + " AND source = :source AND state <> 'accepted'")
                .bind("number", number)
                .bind("source", source)
                .map((row, context) -> Letter.of(row))
                .findOne();
    }

    static LetterLife life(Handle handle, BodyOfLetter bodies, Letter letter) {
        List<LetterLife.Event> history = handle.createQuery(
                        "SELECT at, state, client, batch, words FROM letter_event WHERE letter = :letter"
                                + " AND state <> 'accepted' ORDER BY at")
                .bind("letter", letter.number())
                .map((row, context) -> new LetterLife.Event(
                        Micros.read(row.getLong(1)),
                        LetterState.read(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)))
                .list();
        try {
            return new LetterLife(
                    letter,
                    new LetterBody(
                            bodies.part(handle, letter.number(), "original"),
                            bodies.part(handle, letter.number(), "request"),
                            bodies.part(handle, letter.number(), "answer")),
                    bodies.part(handle, letter.number(), "edited"),
                    null,
                    history);
        } catch (Unreadable closed) {
            return new LetterLife(letter, LetterBody.NONE, null, closed.reason(), history);
        }
    }

    /** The version that the registry is known to have of a record; 0 for none. */
    static long version(Handle handle, RecordId record) {
        return handle.createQuery("SELECT version FROM record"
                        + " WHERE key = :key AND source = :source AND type = :type AND id = :id")
                .bind("key", record.key())
                .bind("source", record.source())
                .bind("type", record.type())
                .bind("id", record.id())
                .map((row, context) -> row.getLong(1))
                .findOne()
                .orElse(0L);
    }

    /** How an entry came; empty when its batch is forgotten. */
    static Optional<Letter.Arrival> arrival(Handle handle, EntryName entry) {
        return handle.createQuery("SELECT client, received_at FROM batch WHERE id = :id")
                .bind("id", entry.batchId())
                .map((row, context) -> new Letter.Arrival(
                        entry.batchId(),
                        entry.position(),
                        Letter.text(row, "client"),
                        Micros.read(row.getLong("received_at"))))
                .findOne();
    }

    /** The sources of which some are to be sent now. */
    static List<String> dueSources(Handle handle, Instant now) {
        return handle.createQuery("SELECT DISTINCT source FROM letter WHERE next_try IS NOT NULL AND next_try <= :now")
                .bind("now", Micros.of(now))
                .map((row, context) -> row.getString(1))
                .list();
    }

    /** All of a record that can be seen, the last one first. */
    static List<LetterOfRecord> ofRecord(Handle handle, RecordId record, int atMost) {
        return handle.createQuery("SELECT number, state, changed_at FROM letter WHERE source = :source AND type = :type"
                        + " AND id = :id AND state <> :accepted ORDER BY number DESC LIMIT :most")
                .bind("source", record.source())
                .bind("type", record.type())
                .bind("id", record.id())
                .bind("accepted", LetterState.ACCEPTED.code())
                .bind("most", atMost)
                .map((row, context) -> new LetterOfRecord(
                        row.getLong(1), LetterState.read(Letter.text(row, "state")), Micros.read(row.getLong(3))))
                .list();
    }

    /** Those that are to be sent now, those first that failed first; not those of which an earlier version is open. */
    static List<Due> due(Handle handle, String source, Instant now, int atMost) {
        return handle.createQuery("SELECT " + Letter.COLUMNS + " FROM letter WHERE source = :source"
                        + " AND next_try IS NOT NULL AND next_try <= :now AND task IS NULL ORDER BY number LIMIT :most")
                .bind("source", source)
                .bind("now", Micros.of(now))
                .bind("most", atMost)
                .map((row, context) -> new Due(Letter.of(row), row.getLong("version")))
                .list();
    }

    /** A letter that is to be sent, and the version that its record had when it failed. */
    record Due(Letter letter, long version) {}

    /** How many are open, by source and blame, and since when the oldest of them. */
    static List<OpenCount> open(Handle handle) {
        return handle.createQuery("SELECT source, blame, count(*), min(died_at) FROM letter WHERE state = 'open'"
                        + " GROUP BY source, blame")
                .map((row, context) ->
                        new OpenCount(row.getString(1), row.getString(2), row.getLong(3), Micros.read(row.getLong(4))))
                .list();
    }
}
