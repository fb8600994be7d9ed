package dev.fhirgateway.delivery.window;

/** The right to make one call. */
@FunctionalInterface
public interface Turn {
    void done(CallOutcome outcome);
}
