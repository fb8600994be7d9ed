package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * A batch that goes on as a job, because something of it is left when its time is over.
 *
 * @param report what became of it until now
 * @param job the name of the job
 */
public record HandedOver(BatchReport report, String job) {
    public HandedOver {
        Objects.requireNonNull(report);
        Objects.requireNonNull(job);
    }
}
