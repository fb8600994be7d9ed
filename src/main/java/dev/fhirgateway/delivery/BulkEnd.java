package dev.fhirgateway.delivery;

import dev.fhirgateway.upsert.EntryState;
import java.util.List;

/** What became of a bulk request, for each of the writes that shared it. */
sealed interface BulkEnd {
    /**
     * Each of them has its end.
     *
     * @param ends in the order of the writes
     */
    record Ended(List<EntryState> ends) implements BulkEnd {
        public Ended {
            ends = List.copyOf(ends);
        }
    }

    /**
     * Nothing came of it: each is to be sent by a call of its own.
     *
     * @param answerLost whether the registry may be working on them all the same
     */
    record Apart(boolean answerLost) implements BulkEnd {}

    /** It was too large: each half is to be sent by itself. */
    record InHalves() implements BulkEnd {}
}
