package dev.fhirgateway.ledger;

/** Something that was kept cannot be read. The message says why, for an operator, and holds nothing of it. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
