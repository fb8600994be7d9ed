package dev.fhirgateway.delivery;

/** The batch has run out of time before this call was made, so the call was not made. */
final class DeadlinePassed extends Exception {
    private static final long serialVersionUID = 1L;

    DeadlinePassed() {
        super("the deadline of the batch has passed", null, false, false);
    }
}
