package dev.fhirgateway.send;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where every end is written down once: counted, kept when it is a failure, and remembered. For many threads. */
final class Book {
    private final Tally tally;
    private final FailedFile failed;
    private final @Nullable StateFile state;

    /** @param state null when nothing is remembered */
    Book(Tally tally, FailedFile failed, @Nullable StateFile state) {
        this.tally = tally;
        this.failed = failed;
        this.state = state;
    }

    /**
     * The state comes last: after a kill in between, what it does not know is sent again, and what was kept of that is
     * taken away.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    synchronized void settle(List<Settled> settled) {
        if (settled.isEmpty()) {
            return;
        }
        try {
            for (Settled one : settled) {
                tally.add(one.end());
                if (one.end().hasFailed()) {
                    failed.add(one);
                }
            }
            if (state != null) {
                state.answered(settled, tally, failed.kept());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
