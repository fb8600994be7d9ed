package dev.fhirgateway.jobs;

import java.time.Instant;

/** What a job has to know of the registry. */
public interface JobRegistry {
    /** What may be sent to a source now. */
    Readiness readiness(String source);

    /** When it was last found out that the registry is down; {@link Instant#MIN} when it never was. */
    Instant lastDown();

    /** When the registry dealt with a write last, of whomever; {@link Instant#MIN} when it never did. */
    Instant lastWritten();

    /** When it dealt with any call last, of whomever; {@link Instant#MIN} when it never did. */
    Instant lastAnswered();
}
