package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.LiveRecord;
import dev.fhirgateway.ledger.Passage;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.ledger.Vault;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the end of a batch means for letters: its own are written, and what it delivered settles older ones. All on the thread that writes. */
public final class LetterBook {
    private final OpenLetters open = new OpenLetters();
    private final Replays replays = new Replays();
    private final BodyOfLetter bodies;
    private final NewLetters newLetters;
    private final EndedReplays endedReplays;
    private final FollowedLetters followed;
    private final LettersOfParked ofParked;

    /** @param vault encrypts what can hold data of a patient */
    public LetterBook(Vault vault) {
        this.bodies = new BodyOfLetter(vault);
        this.newLetters = new NewLetters(bodies, open);
        this.endedReplays = new EndedReplays(bodies);
        this.followed = new FollowedLetters(bodies, open, replays);
        this.ofParked = new LettersOfParked(bodies, open);
    }

    /** Looks which there are, at the start. */
    public void refill(Handle handle) {
        open.refill(handle);
    }

    /** The letters of a record, the last one first. */
    public static List<LetterOfRecord> of(Handle handle, RecordId record, int atMost) {
        return LetterReads.ofRecord(handle, record, atMost);
    }

    /** The letters that are being sent again. */
    Replays replays() {
        return replays;
    }

    BodyOfLetter bodies() {
        return bodies;
    }

    NewLetters newLetters() {
        return newLetters;
    }

    /** Told of each entry whose tasks are all over. */
    public FollowedLetters followed() {
        return followed;
    }

    /** Told of relationships that do not wait any more. */
    public LettersOfParked ofParked() {
        return ofParked;
    }

    /** The versions that the records of a replay had when its letters failed, by their positions; none of another batch. */
    public Map<Integer, Long> versionsAtFailure(Origin origin) {
        Replay replay = origin.isReplay() ? replays.of(origin.batchId()) : null;
        if (replay == null) {
            return Map.of();
        }
        Map<Integer, Long> versions = new HashMap<>();
        replay.letters().forEach(letter -> versions.put(versions.size(), letter.version()));
        return versions;
    }

    /** Whether the end of such a batch is worth telling: most are not. Any thread may ask. */
    public boolean concerns(Origin origin) {
        return origin.wishes().unattended() || !open.isEmpty();
    }

    /** A batch is over; its passages are written. */
    public void ended(Handle handle, EndedBatch batch, Instant now) {
        open.settleDoubt(handle);
        Replay replay = batch.origin().isReplay() ? replays.of(batch.origin().batchId()) : null;
        if (replay != null) {
            open.settled(handle, endedReplays.write(handle, batch, replay, now));
        } else if (batch.origin().wishes().unattended()) {
            newLetters.write(handle, batch, now);
        }
        if (!open.isEmpty()) {
            heal(handle, batch, replay, now);
        }
    }

    private void heal(Handle handle, EndedBatch batch, @Nullable Replay replay, Instant now) {
        int settled = 0;
        for (int position = 0; position < batch.size(); position++) {
            Passage passage = batch.passage(position);
            LiveRecord record = passage.record();
            if (record != null && passage.version() != null && open.mayHave(record.id())) {
                settled += heal(handle, batch, position, record.id(), passage.version(), replay, now);
            }
        }
        open.settled(handle, settled);
    }

    private static int heal(
            Handle handle,
            EndedBatch batch,
            int position,
            RecordId record,
            long version,
            @Nullable Replay replay,
            Instant now) {
        Healing healing = new Healing(handle, record, batch.origin().batchId(), position, now);
        if (batch.result(position) instanceof UpsertResult.Unchanged) {
            return replay == null ? healing.unchanged(batch.origin().receivedAt()) : 0;
        }
        return healing.delivered(
                version,
                replay == null
                        ? null
                        : Long.valueOf(replay.letters().get(position).number()));
    }

    /** What was written is not there. */
    public void rolledBack() {
        open.doubt();
    }
}
