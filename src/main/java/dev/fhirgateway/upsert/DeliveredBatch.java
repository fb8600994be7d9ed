package dev.fhirgateway.upsert;

import java.util.List;
import java.util.Objects;

/**
 * A batch whose records were sent, and whose relationships come next.
 *
 * @param batch what was asked
 * @param results what became of the records: at most one for each entry, in any order
 * @param delivered the entries whose records the registry took, in any order
 */
public record DeliveredBatch(UpsertBatch batch, List<UpsertResult> results, List<Delivered> delivered) {
    public DeliveredBatch {
        Objects.requireNonNull(batch);
        results = List.copyOf(results);
        delivered = List.copyOf(delivered);
    }
}
