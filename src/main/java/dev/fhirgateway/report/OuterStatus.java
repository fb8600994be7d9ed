package dev.fhirgateway.report;

import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.List;

/** The HTTP status of a whole batch, computed from its results ({@code fhir-side section 1}). */
final class OuterStatus {
    private OuterStatus() {}

    /**
     * 200 all stored; 202 some accepted, none failed; 207 some failed, some not; 422 all refused for good. 503 when
     * nothing reached the registry: at least one entry is to be sent again, and every other was refused before a call.
     * Superseded entries have no say: those that stand for them have.
     */
    static int of(List<UpsertResult> all) {
        List<UpsertResult> results = all.stream()
                .filter(result -> !(result instanceof UpsertResult.Superseded))
                .toList();
        Counts counts = Counts.of(results);
        if (counts.failed() == 0) {
            return counts.accepted() > 0 ? 202 : 200;
        }
        if (counts.failed() < counts.total()) {
            return 207;
        }
        if (results.stream().allMatch(UpsertResult.Rejected.class::isInstance)) {
            return 422;
        }
        return results.stream().anyMatch(OuterStatus::registryAnswered) ? 207 : 503;
    }

    private static boolean registryAnswered(UpsertResult result) {
        return result instanceof UpsertResult.Rejected rejected && rejected.blame() == Blame.REGISTRY_REFUSED;
    }
}
