package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.LedgerWriter;
import dev.fhirgateway.ledger.Unreadable;
import dev.fhirgateway.upsert.LetterSelection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Does something with one letter or with many; those in steps, so that batches do not wait for all of them. */
final class LetterWork {
    /** In one transaction. */
    static final int STEP = 500;

    private final LedgerWriter writer;
    private final Clock clock;

    LetterWork(LedgerWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    @FunctionalInterface
    interface Action {
        Change on(Handle handle, Letter letter, Instant now) throws Unreadable;
    }

    Change one(String source, long number, Action action) throws Unreadable {
        Outcome outcome = writer.written(handle -> {
            Optional<Letter> letter = LetterReads.letter(handle, source, number);
            return letter.isEmpty() ? new Outcome(Change.ABSENT, null) : act(handle, letter.get(), action);
        });
        if (outcome.unreadable != null) {
            throw outcome.unreadable;
        }
        return outcome.change;
    }

    private record Outcome(Change change, @Nullable Unreadable unreadable) {}

    private Outcome act(Handle handle, Letter letter, Action action) {
        try {
            return new Outcome(action.on(handle, letter, clock.instant()), null);
        } catch (Unreadable closed) {
            return new Outcome(Change.NOTHING_TO_SEND, closed);
        }
    }

    int all(LetterSelection selection, Action action) {
        SelectedLetters selected = new SelectedLetters(selection);
        int done = 0;
        long last = 0;
        Step step;
        do {
            long after = last;
            step = writer.written(handle -> step(handle, selected.after(handle, after, STEP), action));
            done += step.done;
            last = step.last;
        } while (step.looked == STEP);
        return done;
    }

    private record Step(int looked, int done, long last) {}

    private Step step(Handle handle, List<Letter> letters, Action action) {
        int done = 0;
        for (Letter letter : letters) {
            done += act(handle, letter, action).change == Change.DONE ? 1 : 0;
        }
        return new Step(
                letters.size(),
                done,
                letters.isEmpty() ? 0 : letters.get(letters.size() - 1).number());
    }
}
