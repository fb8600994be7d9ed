package dev.fhirgateway.ledger;

/** The ledger cannot be read or written now. The message says why in a few words, and holds nothing of a record. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerUnavailable(String reason) {
        super(reason);
    }

    LedgerUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
