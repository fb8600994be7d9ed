package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * A batch that was answered before, and is answered the same way again.
 *
 * @param report what became of it then
 */
public record RepeatedBatch(BatchReport report) {
    public RepeatedBatch {
        Objects.requireNonNull(report);
    }
}
