package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.letters.LetterBook;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The relationships that wait for a record at one of their ends. They outlive the gateway. */
public final class Parked {
    private static final Logger LOG = LoggerFactory.getLogger(Parked.class);
    private static final Duration KEY_PAUSE = Duration.ofHours(1);

    private final AwaitedRecords awaited;
    private final LetterBook letters;
    private final RecordMemory records;
    private final LedgerReader reader;
    private final LedgerWriter writer;
    private final Clock clock;

    Parked(
            AwaitedRecords awaited,
            LetterBook letters,
            RecordMemory records,
            LedgerReader reader,
            LedgerWriter writer,
            Clock clock) {
        this.awaited = awaited;
        this.letters = letters;
        this.records = records;
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Those that it is time to try, those first that have waited for the longest time. Read on the calling thread; costs
     * nothing while none waits. None while the ledger is in trouble: what comes of them could not be remembered.
     *
     * @throws LedgerUnavailable when the ledger cannot be read
     */
    public List<DueRelationship> due(int atMost) {
        Instant now = clock.instant();
        if (awaited.isEmpty() || writer.isInTrouble()) {
            return List.of();
        }
        Map<Boolean, List<DueRelationship>> due =
                reader.read(handle -> ParkedReads.due(handle, reader.vault(), now, atMost)).stream()
                        .collect(Collectors.partitioningBy(
                                one -> one.relationship().payload().length > 0));
        due.getOrDefault(false, List.of()).forEach(unreadable -> awaitKey(unreadable, now));
        return due.getOrDefault(true, List.of());
    }

    /** What is to be sent is encrypted with a key that is not there; with the key, all can go on. */
    private void awaitKey(DueRelationship unreadable, Instant now) {
        LOG.warn(
                "a relationship of entry {} of batch {} waits on: it is encrypted with a key that gateway.ledger.key does"
                        + " not have",
                unreadable.relationship().entry().position(),
                unreadable.relationship().entry().batchId());
        var unused = postpone(unreadable, unreadable.tries(), now.plus(KEY_PAUSE));
    }

    /** The same as it is now; empty when it is not asked for any more, or was made. */
    public Optional<DueRelationship> current(ParkedRelationship relationship) {
        return reader.read(handle -> ParkedReads.waiting(handle, reader.vault(), relationship));
    }

    /** It goes on waiting; unless a record came meanwhile that it may wait for, it is tried again then. */
    public CompletionStage<Boolean> postpone(DueRelationship due, int tries, Instant nextTry) {
        return writer.write(handle -> {
            ParkedTable.postpone(handle, due, tries, nextTry);
            return true;
        });
    }

    /**
     * It does not wait any more.
     *
     * @param words why, for the sender of its entry only; null for no reason
     */
    public CompletionStage<Boolean> end(DueRelationship due, ParkedWord word, @Nullable String words) {
        Instant now = clock.instant();
        ParkedRelationship relationship = due.relationship();
        boolean deadEnd = word == ParkedWord.REFUSED || word == ParkedWord.GIVEN_UP;
        HeldRecords held = records.hold(deadEnd ? Set.of(relationship.referrer()) : Set.of());
        return writer.write(handle -> {
                    ParkedTable.end(handle, relationship, due.tries() + 1, word, shown(relationship, word, words), now);
                    PassageTable.waited(handle, relationship.source(), relationship.entry());
                    for (LiveRecord record : held.all()) { // a resend of its record is no repetition
                        record.change(state -> state.holding(null));
                    }
                    RecordTable.write(handle, held.all());
                    letters(handle, relationship, word, shown(relationship, word, words), due.tries() + 1, now);
                    return awaited.departed(1);
                })
                .whenComplete((many, fault) -> {
                    held.close();
                    if (fault == null && many) {
                        refill();
                    }
                });
    }

    private void letters(
            Handle handle,
            ParkedRelationship relationship,
            ParkedWord word,
            @Nullable String words,
            int tries,
            Instant now) {
        if (word == ParkedWord.MADE) {
            letters.ofParked().made(handle, relationship.source(), relationship.record(), now);
        } else if (word != ParkedWord.ACCEPTED) {
            letters.ofParked().givenUp(handle, relationship, words, tries, now);
        }
    }

    private void refill() {
        var unused = writer.write(new LedgerJob<Boolean>() {
            @Override
            public Boolean run(Handle handle) {
                awaited.refill(handle);
                return true;
            }

            @Override
            public void rolledBack() {
                awaited.doubt();
            }
        });
    }

    /** How many wait. */
    public ParkedCount count() {
        return reader.read(ParkedReads::count);
    }

    /** Those that a record asked for: those that wait, and what became of the others; the oldest first. */
    public List<ParkedState> of(RecordId referrer) {
        return reader.read(handle -> ParkedReads.of(handle, referrer));
    }

    /**
     * Forgets those that ended before that time.
     *
     * @return completes with how many they were
     */
    public CompletionStage<Integer> forget(Instant before) {
        return writer.write(handle -> ParkedTable.forget(handle, before));
    }

    /** What the registry says may quote what was sent. */
    private static @Nullable String shown(ParkedRelationship relationship, ParkedWord word, @Nullable String words) {
        if (words == null) {
            return null;
        }
        return word == ParkedWord.REFUSED
                ? MaskedWords.of(words, new ByteArrayInputStream(relationship.payload()), null)
                : MaskedWords.own(words);
    }
}
