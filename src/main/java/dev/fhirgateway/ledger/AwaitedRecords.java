package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.RecordName;
import java.util.BitSet;
import org.jdbi.v3.core.Handle;

/**
 * Which records a parked relationship may wait for, and which may have asked for one: a Bloom filter, so that a batch
 * which concerns none of them costs no question to the database, however many wait. It may say yes where the table says
 * no, and never the other way round. Changed and asked on the thread that writes.
 */
final class AwaitedRecords {
    private static final int BITS = 1 << 21;
    private static final int MOST_DEPARTED = 10_000;
    private static final String END = "end";
    private static final String REFERRER = "referrer";

    private final BitSet bits = new BitSet();
    private volatile boolean empty = true;
    private boolean anything;
    private int departed;

    /** Whether none waits at all. Any thread may ask. */
    boolean isEmpty() {
        return empty;
    }

    void add(ParkedRelationship relationship) {
        RecordId referrer = relationship.referrer();
        add(hash(REFERRER, referrer.source(), referrer.type(), referrer.id()));
        addEnd(relationship.source(), relationship.from());
        addEnd(relationship.source(), relationship.to());
    }

    private void addEnd(String source, RecordName end) {
        add(hash(END, source, end.type(), end.id()));
    }

    private void add(long hash) {
        bits.set(first(hash));
        bits.set(second(hash));
        empty = false;
    }

    /** Whether a relationship may wait that this record asks for. */
    boolean mayRefer(RecordId referrer) {
        return !empty && holds(hash(REFERRER, referrer.source(), referrer.type(), referrer.id()));
    }

    /** Whether a relationship may wait for this record. */
    boolean mayAwait(String source, RecordName end) {
        return !empty && holds(hash(END, source, end.type(), end.id()));
    }

    private boolean holds(long hash) {
        return anything || (bits.get(first(hash)) && bits.get(second(hash)));
    }

    /** So many do not wait any more; gives whether it is time to look anew which do. */
    boolean departed(int relationships) {
        departed += relationships;
        return departed >= MOST_DEPARTED;
    }

    /** Looks anew which wait. */
    void refill(Handle handle) {
        bits.clear();
        anything = false;
        empty = true;
        departed = 0;
        ParkedReads.forEachWaiting(handle, this::add);
    }

    /** What was looked at last may not be so. */
    void doubt() {
        anything = true;
        empty = false;
    }

    private static int first(long hash) {
        return (int) (hash & BITS - 1);
    }

    private static int second(long hash) {
        return (int) (hash >>> 32 & BITS - 1);
    }

    /** The hashes of the parts, spread by the last step of MurmurHash3. */
    private static long hash(String kind, String source, String type, String id) {
        long hash = (kind.hashCode() * 31L + source.hashCode()) * 31L + type.hashCode();
        hash = hash * 0x9E3779B97F4A7C15L + id.hashCode();
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        return hash ^ hash >>> 33;
    }
}
