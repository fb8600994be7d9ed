package dev.fhirgateway.delivery.order;

/** The batch has run out of time while an earlier one still wrote the record. */
public final class TurnMissed extends Exception {
    private static final long serialVersionUID = 1L;

    TurnMissed() {
        super("an earlier batch still writes this record", null, false, false);
    }
}
