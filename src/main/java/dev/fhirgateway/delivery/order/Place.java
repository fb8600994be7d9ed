package dev.fhirgateway.delivery.order;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The place of one batch in the line before one record. The places of a line are linked both ways, so that leaving takes
 * the same time at any length, and whoever leaves from the middle holds up nobody. {@link #join} and {@link #leave} of
 * one line are never called at the same time; what a place knows does not change any more once it has left.
 */
final class Place {
    private static final CompletableFuture<@Nullable Void> FREE = CompletableFuture.completedFuture(null);

    private final RecordKey record;
    private CompletableFuture<@Nullable Void> turn = FREE;
    private @Nullable Place before;
    private @Nullable Place behind;
    private volatile boolean left;

    Place(RecordKey record) {
        this.record = record;
    }

    RecordKey record() {
        return record;
    }

    /** Completes when every place before this one has left; is complete at once in a line of one. */
    CompletableFuture<@Nullable Void> turn() {
        return turn;
    }

    boolean hasLeft() {
        return left;
    }

    /** Stands behind the last of the line, if there is a line; it is the last then. */
    Place join(@Nullable Place last) {
        if (last != null) {
            turn = new CompletableFuture<>();
            before = last;
            last.behind = this;
        }
        return this;
    }

    /** Leaves the line, of which the other is the last; gives who is the last then, or null at the end of the line. */
    @Nullable
    Place leave(Place last) {
        if (left) {
            return last;
        }
        left = true;
        if (before != null) {
            before.behind = behind;
        }
        if (behind == null) {
            return before;
        }
        behind.before = before;
        return last;
    }

    /** Whose turn it is because this place, which has left, was the first; null when it was not, or was the only one. */
    @Nullable
    Place successor() {
        return before == null ? behind : null;
    }
}
