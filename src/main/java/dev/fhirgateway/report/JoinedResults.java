package dev.fhirgateway.report;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Delivered;
import dev.fhirgateway.upsert.DeliveredBatch;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.TranslatedBatch;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes one state of the states of the parts: of an entry, and of a batch. */
final class JoinedResults {
    private JoinedResults() {}

    /** An entry of which the registry took every record is delivered; else the first failure is its result. */
    static EntryState of(Translated entry, List<EntryState> parts) {
        UpsertResult own = null;
        for (EntryState part : parts) {
            UpsertResult result = (UpsertResult) part;
            if (isFailure(result)) {
                return result;
            }
            own = own == null || result instanceof UpsertResult.Accepted ? result : own;
        }
        return parts.size() < entry.commands().size()
                ? UpsertResult.lost(entry.entry())
                : new Delivered(Objects.requireNonNull(own), entry.record(), entry.relationships(), entry.mapping());
    }

    /** A batch is at its end, unless one of its entries asks for a relationship. */
    static Object of(UpsertBatch batch, List<EntryState> entries) {
        if (batch.isDryRun()) {
            return new TranslatedBatch(batch, entries);
        }
        List<UpsertResult> results = new ArrayList<>(entries.size());
        List<Delivered> delivered = new ArrayList<>(entries.size());
        boolean relationships = false;
        for (EntryState entry : entries) {
            if (entry instanceof Delivered taken) {
                relationships |= !taken.relationships().isEmpty();
                delivered.add(taken);
                results.add(taken.result());
            } else {
                results.add((UpsertResult) entry);
            }
        }
        return relationships
                ? new DeliveredBatch(batch, results, delivered)
                : BatchReport.of(batch, results, delivered);
    }

    static boolean isFailure(UpsertResult result) {
        return result instanceof UpsertResult.Rejected || result instanceof UpsertResult.Undelivered;
    }
}
