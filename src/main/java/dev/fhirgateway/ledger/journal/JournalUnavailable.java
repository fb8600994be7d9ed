package dev.fhirgateway.ledger.journal;

/** A journal cannot be used now, and perhaps can be later. The message says why, and holds nothing of an entry. */
public final class JournalUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalUnavailable(String reason) {
        super(reason, null, false, false);
    }
}
