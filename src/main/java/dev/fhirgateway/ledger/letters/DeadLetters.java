package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.LedgerJob;
import dev.fhirgateway.ledger.LedgerReader;
import dev.fhirgateway.ledger.LedgerWriter;
import dev.fhirgateway.ledger.Unreadable;
import dev.fhirgateway.upsert.LetterSelection;
import dev.fhirgateway.upsert.UpsertEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The letters there are, for those who look at them and act on them. Blocks; the ledger decides what is true. */
public final class DeadLetters {
    private final LedgerReader reader;
    private final LedgerWriter writer;
    private final LetterBook book;
    private final LetterChanges changes;
    private final LetterWork work;
    private final Clock clock;

    /**
     * @param book what the ends of batches say of letters
     * @param reparking has relationships wait again
     */
    public DeadLetters(
            LedgerReader reader, LedgerWriter writer, LetterBook book, LetterChanges.Reparking reparking, Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.book = book;
        this.changes = new LetterChanges(book.bodies(), reparking);
        this.work = new LetterWork(writer, clock);
        this.clock = clock;
    }

    /** Some of those that are selected, those first that failed last. */
    public List<Letter> page(LetterSelection selection, @Nullable Long before, int count) {
        return reader.read(handle -> new SelectedLetters(selection).page(handle, before, count));
    }

    /** All there is of one; empty when the source has none of that number. */
    public Optional<LetterLife> find(String source, long number) {
        return reader.read(handle -> LetterReads.letter(handle, source, number)
                .map(letter -> LetterReads.life(handle, book.bodies(), letter)));
    }

    /** How many are open. */
    public List<OpenCount> open() {
        return reader.read(LetterReads::open);
    }

    /**
     * Has one sent again.
     *
     * @param client who wants it
     * @param edited what to send in place of the original; null for that
     * @throws Unreadable when what was sent is encrypted with a key that is not there
     */
    public Change replay(String source, long number, String client, byte @Nullable [] edited) throws Unreadable {
        return work.one(source, number, (handle, letter, now) -> changes.replay(handle, letter, client, edited, now));
    }

    /**
     * Settles one that nobody needs.
     *
     * @param client who says so
     * @param reason why
     */
    public Change discard(String source, long number, String client, String reason) throws Unreadable {
        return work.one(
                source, number, (handle, letter, now) -> LetterChanges.discard(handle, letter, client, reason, now));
    }

    /** Has all of them sent again that are selected and open. Gives how many. */
    public int replay(LetterSelection selection, String client) {
        return work.all(selection, (handle, letter, now) -> changes.replay(handle, letter, client, null, now));
    }

    /** Settles all that are selected and open. Gives how many. */
    public int discard(LetterSelection selection, String client, String reason) {
        return work.all(selection, (handle, letter, now) -> LetterChanges.discard(handle, letter, client, reason, now));
    }

    /** The letters that are sent again. */
    public LetterReplays replays() {
        return new LetterReplays(reader, writer, book, clock);
    }

    /**
     * Forgets those that were settled before that time, step by step.
     *
     * @return how many
     */
    public int forget(Instant before) {
        int all = 0;
        int step;
        do {
            step = writer.written(handle -> Forgotten.step(handle, before, LetterWork.STEP));
            all += step;
        } while (step == LetterWork.STEP);
        writer.written(new LedgerJob<Boolean>() {
            @Override
            public Boolean run(Handle handle) {
                book.refill(handle); // those that were discarded are none any more
                return true;
            }

            @Override
            public void rolledBack() {
                book.rolledBack();
            }
        });
        return all;
    }

    /**
     * Writes the letters of entries that a job has sent again and again, and sends no more; to be a part of its own
     * transaction, by the {@link LedgerWriter}.
     *
     * @param entries of the last batch that sent them, which is over
     * @param words why they are given up; quote nothing of them
     * @param tries how many times each was sent
     */
    public LedgerJob<Integer> givingUp(List<UpsertEntry> entries, String words, int tries) {
        return new GivenUpEntries(book.newLetters(), entries, words, tries, clock);
    }
}
