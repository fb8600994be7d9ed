package dev.fhirgateway.delivery;

import java.time.Duration;

/** Is told of each call of the registry, on the thread that brought its answer. */
@FunctionalInterface
public interface CallListener {
    /**
     * One call is over.
     *
     * @param operation what was asked of the registry: one of a few names
     * @param outcome the HTTP status, or the kind of a fault: one of a few words, without anything of the record
     * @param took from the turn of the call to the end of its answer
     */
    void called(String operation, String outcome, Duration took);
}
