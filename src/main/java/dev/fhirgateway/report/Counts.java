package dev.fhirgateway.report;

import dev.fhirgateway.upsert.UpsertResult;
import java.util.List;

/**
 * How a batch went, in numbers that always add up to its size.
 *
 * @param persisted entries that the registry has stored
 * @param accepted entries that it works on
 * @param unchanged entries that needed no call
 * @param superseded entries that were not sent because of a later one
 * @param failed all others
 */
record Counts(int persisted, int accepted, int unchanged, int superseded, int failed) {
    static Counts of(List<UpsertResult> results) {
        int persisted = 0;
        int accepted = 0;
        int unchanged = 0;
        int superseded = 0;
        for (UpsertResult result : results) {
            if (result instanceof UpsertResult.Persisted) {
                persisted++;
            } else if (result instanceof UpsertResult.Accepted) {
                accepted++;
            } else if (result instanceof UpsertResult.Unchanged) {
                unchanged++;
            } else if (result instanceof UpsertResult.Superseded) {
                superseded++;
            }
        }
        int failed = results.size() - persisted - accepted - unchanged - superseded;
        return new Counts(persisted, accepted, unchanged, superseded, failed);
    }

    int total() {
        return persisted + accepted + unchanged + superseded + failed;
    }

    /** The value of {@code X-Batch-Counts}: the four numbers of {@code fhir-side section 1}, and a fifth if there are such. */
    String asHeader() {
        return "persisted=%d, accepted=%d, unchanged=%d, failed=%d".formatted(persisted, accepted, unchanged, failed)
                + (superseded > 0 ? ", superseded=" + superseded : "");
    }
}
