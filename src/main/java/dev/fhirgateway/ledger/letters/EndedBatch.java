package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.EntryMemory;
import dev.fhirgateway.ledger.Passage;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.List;

/**
 * A batch at its end.
 *
 * @param report what became of it
 * @param entries what was found out about its entries
 * @param passages its entries as they are written
 */
public record EndedBatch(BatchReport report, List<EntryMemory> entries, List<Passage> passages) {
    Origin origin() {
        return report.batch().origin();
    }

    UpsertResult result(int position) {
        return report.results().get(position);
    }

    Passage passage(int position) {
        return passages.get(position);
    }

    EntryMemory entry(int position) {
        return entries.get(position);
    }

    int size() {
        return passages.size();
    }

    /** Whether the registry took a later entry of the batch that names the same record. */
    boolean isOvertaken(int position) {
        Passage passage = passage(position);
        return passage.record() != null
                && passages.subList(position + 1, passages.size()).stream()
                        .anyMatch(later -> later.record() == passage.record() && later.version() != null);
    }
}
