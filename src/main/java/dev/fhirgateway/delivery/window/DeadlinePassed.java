package dev.fhirgateway.delivery.window;

/** The batch has run out of time before this call was made, so the call was not made. */
public final class DeadlinePassed extends Exception {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: it is a result, not a fault. */
    public DeadlinePassed() {
        super("the deadline of the batch has passed", null, false, false);
    }
}
