package dev.fhirgateway.jobs;

import java.time.Instant;

/** What a job has to know of the registry. */
public interface JobRegistry {
    /** What may be sent to a source now. */
    Readiness readiness(String source);

    /** When the registry took something last, of whomever; {@link Instant#MIN} when it never did. */
    Instant lastTaken();
}
