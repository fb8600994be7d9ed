package dev.fhirgateway.report;

import dev.fhirgateway.upsert.UpsertResult;
import java.util.List;

/**
 * How a batch went, in four numbers that always add up to its size.
 *
 * @param persisted entries that the registry has stored
 * @param accepted entries that it works on
 * @param unchanged entries that needed no call
 * @param failed all others
 */
record Counts(int persisted, int accepted, int unchanged, int failed) {
    static Counts of(List<UpsertResult> results) {
        int persisted = 0;
        int accepted = 0;
        int unchanged = 0;
        for (UpsertResult result : results) {
            if (result instanceof UpsertResult.Persisted) {
                persisted++;
            } else if (result instanceof UpsertResult.Accepted) {
                accepted++;
            } else if (result instanceof UpsertResult.Unchanged) {
                unchanged++;
            }
        }
        return new Counts(persisted, accepted, unchanged, results.size() - persisted - accepted - unchanged);
    }

    int total() {
        return persisted + accepted + unchanged + failed;
    }

    /** The value of {@code X-Batch-Counts}. */
    String asHeader() {
        return "persisted=%d, accepted=%d, unchanged=%d, failed=%d".formatted(persisted, accepted, unchanged, failed);
    }
}
