package dev.fhirgateway.ledger;

import java.util.BitSet;

/**
 * Records that something may be known of: a Bloom filter, so that a batch which concerns none of them costs no question
 * to the database, however many there are. It may say yes where the table says no, and never the other way round.
 * Changed and asked on the thread that writes.
 */
public final class PossibleRecords {
    private static final int BITS = 1 << 21;
    private static final int MOST_DEPARTED = 10_000;

    private final BitSet bits = new BitSet();
    private volatile boolean empty = true;
    private boolean anything;
    private int departed;

    /** Whether there is none at all. Any thread may ask. */
    public boolean isEmpty() {
        return empty;
    }

    /**
     * Adds one.
     *
     * @param kind what is known of it, in a word
     */
    public void add(String kind, String source, String type, String id) {
        long hash = hash(kind, source, type, id);
        bits.set(first(hash));
        bits.set(second(hash));
        empty = false;
    }

    /** Whether it may be one of them. */
    public boolean mayHold(String kind, String source, String type, String id) {
        if (empty) {
            return false;
        }
        long hash = hash(kind, source, type, id);
        return anything || (bits.get(first(hash)) && bits.get(second(hash)));
    }

    /** So many are none of them any more; gives whether it is time to look anew which are. */
    public boolean departed(int records) {
        departed += records;
        return departed >= MOST_DEPARTED;
    }

    /** Those that are there are added next. */
    public void clear() {
        bits.clear();
        anything = false;
        empty = true;
        departed = 0;
    }

    /** Whether it is time to look anew which there are. */
    public boolean isDoubtful() {
        return anything;
    }

    /** What was looked at last may not be so. */
    public void doubt() {
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
