package dev.fhirgateway.send;

/** Why nothing, or nothing more, can be sent before somebody has mended it. The message is for the operator. */
final class CannotSend extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    CannotSend(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** What is to be mended. */
    String reason() {
        return reason;
    }
}
