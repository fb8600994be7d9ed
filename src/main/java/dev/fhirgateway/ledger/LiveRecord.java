package dev.fhirgateway.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The state of a record while somebody works on it, shared by all who do. It is ahead of what is written, and what is
 * written is always its state at that moment: so it does not matter which of two batches is written first.
 */
public final class LiveRecord {
    private final RecordId id;
    private int holders;
    private boolean loaded;
    private boolean added;
    private long number;
    private @Nullable EntryMemory last;
    private volatile RecordState state = RecordState.NONE;

    LiveRecord(RecordId id) {
        this.id = id;
    }

    /** Which record it is. */
    public RecordId id() {
        return id;
    }

    /** What is known of it now. */
    public RecordState state() {
        return state;
    }

    /** Changes what is known of it; nobody else does meanwhile. */
    synchronized RecordState change(UnaryOperator<RecordState> change) {
        state = change.apply(state);
        return state;
    }

    /**
     * The registry has a new version of it. Its number is larger than that of the last one, and that of any that a lost
     * ledger may have known: the microseconds since 1970 grow faster than versions do.
     *
     * @param updated when it was stored
     * @param created when the record was made; null for what is known already
     * @param alsoOpen a task that carries out another part of the same entry; null for none. It may be over by now
     */
    RecordState stored(Instant updated, @Nullable Instant created, @Nullable String alsoOpen, Clock clock) {
        long now = Micros.of(clock.instant());
        return change(known -> {
            RecordState next = known.stored(Math.max(known.version() + 1, now), updated, created);
            return alsoOpen != null && alsoOpen.equals(known.task()) ? next.ended(Outcome.ACCEPTED, alsoOpen) : next;
        });
    }

    /**
     * What was read, unless somebody was faster: that may be older than what happened since.
     *
     * @param read null when there is no row of it; it is to be added then
     * @param next gives the number of a new row
     */
    synchronized void load(@Nullable RecordRow read, LongSupplier next) {
        if (!loaded) {
            added = read == null;
            number = read == null ? next.getAsLong() : read.number();
            state = read == null ? RecordState.NONE : read.state();
            loaded = true;
        }
    }

    /** Whether the ledger has told what it knows of it. */
    synchronized boolean isLoaded() {
        return loaded;
    }

    /**
     * The number of its row.
     *
     * @throws IllegalStateException when it was not loaded
     */
    synchronized long number() {
        if (!loaded) {
            throw new IllegalStateException("a record that was not looked for is written");
        }
        return number;
    }

    /** Whether there may be no row of it: there was none when it was looked for. */
    synchronized boolean isAdded() {
        return added;
    }

    /** An entry is sent for it now, after all those before. */
    synchronized void sentBy(EntryMemory entry) {
        last = entry;
    }

    /** Whether no other entry was sent for it after this one. */
    synchronized boolean isLast(EntryMemory entry) {
        return last == null || last == entry;
    }

    LiveRecord taken() {
        holders++;
        return this;
    }

    /** Null when nobody holds it any more. */
    @Nullable
    LiveRecord released() {
        holders--;
        return holders == 0 ? null : this;
    }
}
