package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the end of the tasks of an entry means for letters. On the thread that writes. */
public final class FollowedLetters {
    private final BodyOfLetter bodies;
    private final OpenLetters open;
    private final Replays replays;

    FollowedLetters(BodyOfLetter bodies, OpenLetters open, Replays replays) {
        this.bodies = bodies;
        this.open = open;
        this.replays = replays;
    }

    /**
     * An entry whose tasks are over.
     *
     * @param record its record
     * @param entry which one
     * @param version that it came to; null when it came to none
     * @param blame who has to act when it has failed; null when it has not
     * @param words why it has failed, without what was sent
     * @param latest whether no later version of the record was taken
     */
    public record End(
            RecordId record,
            EntryName entry,
            @Nullable Long version,
            @Nullable Blame blame,
            List<String> words,
            boolean latest) {
        public End {
            words = List.copyOf(words);
        }
    }

    /** The tasks of an entry are over. */
    public void ended(Handle handle, End end, Instant now) {
        if (open.isEmpty()) {
            return;
        }
        open.settleDoubt(handle);
        Optional<Followed> letter = find(handle, end.entry());
        int settled = letter.map(one -> decide(handle, one, end, now) ? 1 : 0).orElse(0);
        if (open.mayHave(end.record())) {
            Healing healing = new Healing(
                    handle, end.record(), end.entry().batchId(), end.entry().position(), now);
            if (end.version() == null) {
                healing.taskIsOver();
            } else {
                settled += healing.delivered(end.version(), replayed(letter, end.entry()));
            }
        }
        open.settled(handle, settled);
    }

    /**
     * It has failed, and nobody was told: its batch was interrupted, so that there is no letter that waits for its end. What
     * came and what was sent of it went with its batch.
     */
    public void died(Handle handle, End end, Instant now) {
        if (hasLetter(handle, end.entry())) {
            return;
        }
        Letter.Arrival arrival = LetterReads.arrival(handle, end.entry()).orElseThrow();
        if (arrival.client().equals(Origin.REPLAY)) {
            return; // its letter is that of another entry
        }
        NewLetter letter = new NewLetter(
                end.record().source(),
                Optional.of(end.record()),
                null,
                arrival,
                failure(end),
                LetterReads.version(handle, end.record()),
                null,
                end.latest() ? LetterState.OPEN : LetterState.HEALED,
                null,
                null,
                new LetterBody(null, null, said(end)));
        new NewLetters(bodies, open).write(handle, List.of(letter), now);
    }

    private static boolean hasLetter(Handle handle, EntryName entry) {
        return handle.createQuery("SELECT count(*) FROM letter WHERE batch = :batch AND position = :position")
                        .bind("batch", entry.batchId())
                        .bind("position", entry.position())
                        .map((row, context) -> row.getLong(1))
                        .one()
                > 0;
    }

    private static NewLetter.Failure failure(End end) {
        return new NewLetter.Failure(
                end.blame() == null ? null : end.blame().code(), String.join("; ", end.words()), null, 0, null);
    }

    private static byte[] said(End end) {
        return Said.of(end.words().stream()
                .map(reason -> new Problem("processing", end.entry().resourceType(), reason))
                .toList());
    }

    private record Followed(long number, LetterState state) {}

    private static Optional<Followed> find(Handle handle, EntryName entry) {
        return handle.createQuery("SELECT number, state FROM letter WHERE followed_batch = :batch"
                        + " AND followed_position = :position")
                .bind("batch", entry.batchId())
                .bind("position", entry.position())
                .map((row, context) -> new Followed(row.getLong(1), LetterState.read(row.getString(2))))
                .findOne();
    }

    /** The number of the letter that the entry is a replay of, also while its batch is in work. */
    private @Nullable Long replayed(Optional<Followed> letter, EntryName entry) {
        Replay replay = replays.of(entry.batchId());
        if (replay != null) {
            return replay.letters().get(entry.position()).number();
        }
        return letter.filter(one -> one.state != LetterState.ACCEPTED)
                .map(Followed::number)
                .orElse(null);
    }

    /** Whether it is settled. */
    private boolean decide(Handle handle, Followed letter, End end, Instant now) {
        if (end.blame() != null) {
            if (LetterTable.open(
                    handle, letter.number, failure(end), end.entry().batchId(), now)) {
                bodies.answered(handle, letter.number, said(end));
            }
            return false;
        }
        if (letter.state == LetterState.ACCEPTED) {
            LetterTable.delete(handle, letter.number);
            return true;
        }
        return LetterTable.close(
                handle, letter.number, LetterState.REPLAYED, end.entry().batchId(), null, now);
    }
}
