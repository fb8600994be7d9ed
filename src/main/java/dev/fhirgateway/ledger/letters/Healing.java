package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.Micros;
import dev.fhirgateway.ledger.RecordId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * What the delivery of a record means for its letters. A letter tells the version that its record had when it failed: one
 * of a larger version was delivered after it, and stands for it. But the end of a task that was open then is that of an
 * earlier one, and a letter that is replayed stands for older ones only; after those, the letter is newer than a larger
 * version.
 */
final class Healing {
    private static final String OF_RECORD =
            " WHERE source = :source AND type = :type AND id = :id AND state IN " + LetterState.UNSETTLED;

    /** Whether the task that was open when it failed was of that entry. */
    private static final String OF_EARLIER_TASK =
            "(task IS NOT NULL AND task IN (SELECT o.task FROM task_operation o WHERE o.source = :source"
                    + " AND o.batch = :batch AND o.position = :position))";

    private static final String BEFORE =
            OF_RECORD + " AND version < :version AND NOT " + OF_EARLIER_TASK + " AND number < :letter";

    private final Handle handle;
    private final RecordId record;
    private final String batch;
    private final int position;
    private final Instant at;

    /**
     * @param batch the batch of the entry that was delivered, or has failed
     * @param position of it
     */
    Healing(Handle handle, RecordId record, String batch, int position, Instant at) {
        this.handle = handle;
        this.record = record;
        this.batch = batch;
        this.position = position;
        this.at = at;
    }

    /**
     * It was delivered.
     *
     * @param letter the number of the letter that it was a replay of; null when it came from an EHR
     * @return how many letters are settled
     */
    int delivered(long version, @Nullable Long letter) {
        long before = letter == null ? Long.MAX_VALUE : letter;
        List<Settled> settled = bound(handle.createQuery("SELECT number, state FROM letter" + BEFORE))
                .bind("version", version)
                .bind("letter", before)
                .map((row, context) -> new Settled(row.getLong(1), LetterState.read(row.getString(2))))
                .list();
        settled.forEach(this::settle);
        bound(handle.createUpdate("UPDATE letter SET version = :version, task = NULL" + OF_RECORD
                        + " AND version < :version AND (" + OF_EARLIER_TASK + " OR number > :letter)"))
                .bind("version", version)
                .bind("letter", before)
                .execute();
        return settled.size();
    }

    private record Settled(long number, LetterState state) {}

    /** One that was only accepted was no letter, and is none now. */
    private void settle(Settled letter) {
        if (letter.state == LetterState.ACCEPTED) {
            LetterTable.delete(handle, letter.number);
        } else {
            LetterTable.close(
                    handle,
                    letter.number,
                    LetterState.HEALED,
                    batch,
                    "a newer version of its record was delivered",
                    at);
        }
    }

    /** Its task has ended without a version: nothing of an earlier one is open any more. */
    void taskIsOver() {
        bound(handle.createUpdate("UPDATE letter SET task = NULL" + OF_RECORD + " AND " + OF_EARLIER_TASK))
                .execute();
    }

    /** The registry has, by another way, what the newest of them came to: those from before that batch are settled. */
    int unchanged(Instant receivedAt) {
        List<Settled> settled = handle.createQuery("SELECT number, state FROM letter" + OF_RECORD
                        + " AND state <> 'accepted' AND died_at < :received")
                .bind("source", record.source())
                .bind("type", record.type())
                .bind("id", record.id())
                .bind("received", Micros.of(receivedAt))
                .map((row, context) -> new Settled(row.getLong(1), LetterState.read(row.getString(2))))
                .list();
        settled.forEach(this::settle);
        return settled.size();
    }

    private <S extends SqlStatement<S>> S bound(S statement) {
        return statement
                .bind("source", record.source())
                .bind("type", record.type())
                .bind("id", record.id())
                .bind("batch", batch)
                .bind("position", position);
    }
}
