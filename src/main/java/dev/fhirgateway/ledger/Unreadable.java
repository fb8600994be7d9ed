package dev.fhirgateway.ledger;

/** Something that was kept cannot be read. The message says why, for an operator, and holds nothing of it. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason without anything of what was kept */
    public Unreadable(String reason) {
        super(reason, null, false, false);
    }

    /** Why, in words for an operator. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
