package dev.fhirgateway.delivery.window;

/** The time of a call was over before its turn came, so it was not made. */
public final class DeadlinePassed extends Exception {
    private static final long serialVersionUID = 1L;

    DeadlinePassed() {
        super("the deadline passed before the turn of the call came", null, false, false);
    }
}
