package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.RecordName;
import org.jdbi.v3.core.Handle;

/** Which records a parked relationship may wait for, and which may have asked for one. Changed and asked on the thread that writes. */
final class AwaitedRecords {
    private static final String END = "end";
    private static final String REFERRER = "referrer";

    private final PossibleRecords records = new PossibleRecords();

    /** Whether none waits at all. Any thread may ask. */
    boolean isEmpty() {
        return records.isEmpty();
    }

    void add(ParkedRelationship relationship) {
        RecordId referrer = relationship.referrer();
        records.add(REFERRER, referrer.source(), referrer.type(), referrer.id());
        addEnd(relationship.source(), relationship.from());
        addEnd(relationship.source(), relationship.to());
    }

    private void addEnd(String source, RecordName end) {
        records.add(END, source, end.type(), end.id());
    }

    /** Whether a relationship may wait that this record asks for. */
    boolean mayRefer(RecordId referrer) {
        return records.mayHold(REFERRER, referrer.source(), referrer.type(), referrer.id());
    }

    /** Whether a relationship may wait for this record. */
    boolean mayAwait(String source, RecordName end) {
        return records.mayHold(END, source, end.type(), end.id());
    }

    /** So many do not wait any more; gives whether it is time to look anew which do. */
    boolean departed(int relationships) {
        return records.departed(relationships);
    }

    /** Looks anew which wait. */
    void refill(Handle handle) {
        records.clear();
        ParkedReads.forEachWaiting(handle, this::add);
    }

    /** What was looked at last may not be so. */
    void doubt() {
        records.doubt();
    }
}
