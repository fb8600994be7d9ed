package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryName;
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
     */
    public record End(
            RecordId record, EntryName entry, @Nullable Long version, @Nullable Blame blame, List<String> words) {
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
            String words = String.join("; ", end.words());
            NewLetter.Failure failure = new NewLetter.Failure(end.blame().code(), words, null, 0, null);
            if (LetterTable.open(handle, letter.number, failure, end.entry().batchId(), now)) {
                bodies.answered(
                        handle,
                        letter.number,
                        Said.of(end.words().stream()
                                .map(reason ->
                                        new Problem("processing", end.entry().resourceType(), reason))
                                .toList()));
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
