package dev.fhirgateway.ledger;

/** The ledger cannot be opened. The message tells the operator why, in plain words, and holds nothing of a record. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerException(String message) {
        super(message);
    }

    /** @param message in plain words, without anything of a record */
    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
