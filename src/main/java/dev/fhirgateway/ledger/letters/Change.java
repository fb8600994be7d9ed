package dev.fhirgateway.ledger.letters;

/** What came of a wish to change a letter. */
public enum Change {
    /** It is as it was wished. */
    DONE,
    /** There is no such letter. */
    ABSENT,
    /** It is settled, or being sent. */
    NOT_OPEN,
    /** There is nothing that could be sent: the original was over the size limit. */
    NOTHING_TO_SEND,
    /** It is a relationship, of which there is no original to edit. */
    NOTHING_TO_EDIT
}
