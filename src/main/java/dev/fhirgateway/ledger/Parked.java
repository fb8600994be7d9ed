package dev.fhirgateway.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The relationships that wait for a record at one of their ends. They outlive the gateway. */
public final class Parked {
    private final AwaitedRecords awaited;
    private final RecordMemory records;
    private final LedgerReader reader;
    private final LedgerWriter writer;
    private final Clock clock;

    Parked(AwaitedRecords awaited, RecordMemory records, LedgerReader reader, LedgerWriter writer, Clock clock) {
        this.awaited = awaited;
        this.records = records;
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Those that it is time to try, those first that have waited for the longest time. Read on the calling thread; costs
     * nothing while none waits.
     *
     * @throws LedgerUnavailable when the ledger cannot be read
     */
    public List<DueRelationship> due(int atMost) {
        Instant now = clock.instant();
        return awaited.isEmpty() ? List.of() : reader.read(handle -> ParkedReads.due(handle, now, atMost));
    }

    /** The same as it is now; empty when it is not asked for any more, or was made. */
    public Optional<DueRelationship> current(ParkedRelationship relationship) {
        return reader.read(handle -> ParkedReads.waiting(handle, relationship));
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
                    ParkedTable.end(handle, relationship, due.tries() + 1, word, words, now);
                    for (LiveRecord record : held.all()) { // a resend of its record is no repetition
                        record.change(state -> state.holding(null));
                    }
                    RecordTable.write(handle.getConnection(), held.all());
                    return awaited.departed(1);
                })
                .whenComplete((many, fault) -> {
                    held.close();
                    if (fault == null && many) {
                        refill();
                    }
                });
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
}
