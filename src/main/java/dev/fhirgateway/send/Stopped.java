package dev.fhirgateway.send;

/** Ends what is being done, because {@link Stop} was asked for; that knows why. */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
        super("stopped", null, false, false);
    }
}
