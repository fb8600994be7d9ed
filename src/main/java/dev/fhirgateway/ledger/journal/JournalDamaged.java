package dev.fhirgateway.ledger.journal;

/**
 * Entries that a journal should have cannot be read. The message says where in the file, and why, and holds nothing of
 * an entry.
 */
public final class JournalDamaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int from;
    private final int to;

    /**
     * @param from the first entry that cannot be read
     * @param to the first one behind it that perhaps can be; {@link Integer#MAX_VALUE} when all that follow are lost
     */
    JournalDamaged(String message, int from, int to) {
        super(message, null, false, false);
        this.from = from;
        this.to = to;
    }

    /** The first entry that cannot be read. */
    public int from() {
        return from;
    }

    /** Where to go on; {@link Integer#MAX_VALUE} when all that follow are lost. */
    public int to() {
        return to;
    }

    /** What is wrong, in words for an operator. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
