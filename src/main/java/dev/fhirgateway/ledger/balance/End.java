package dev.fhirgateway.ledger.balance;

import java.util.Locale;

/** The ways in which an entry ends; each is a column of the balance. */
public enum End {
    /** The registry has it. */
    PERSISTED,
    /** It was delivered before, so nothing was sent. */
    UNCHANGED,
    /** Something newer stood for it. */
    SUPERSEDED,
    /** It failed, and its sender was told in the answer. */
    ANSWERED,
    /** It failed, and nobody waited for an answer: it is a dead letter. */
    DEAD_LETTERED;

    /** As the column is called. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
