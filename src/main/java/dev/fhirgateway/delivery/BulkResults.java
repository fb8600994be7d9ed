package dev.fhirgateway.delivery;

import dev.fhirgateway.ledger.BatchEnds;
import dev.fhirgateway.ledger.EntryEnd;
import dev.fhirgateway.ledger.Outcome;
import dev.fhirgateway.ledger.RecordState;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Delivered;
import dev.fhirgateway.upsert.DeliveredBatch;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The results of a batch after the wait for its bulk requests: what has ended by then is told as it ended. */
final class BulkResults {
    private final BatchEnds ends;

    BulkResults(BatchEnds ends) {
        this.ends = ends;
    }

    BatchReport of(BatchReport report) {
        return new BatchReport(
                report.batch(), report.results().stream().map(this::ended).toList(), report.mappings());
    }

    /** Its relationships come next, if there is an entry left that asks for some. */
    Object of(DeliveredBatch batch) {
        List<Delivered> delivered = new ArrayList<>(batch.delivered().size());
        boolean relationships = false;
        for (Delivered entry : batch.delivered()) {
            UpsertResult result = ended(entry.result());
            if (result instanceof UpsertResult.Accepted || result instanceof UpsertResult.Persisted) {
                relationships |= !entry.relationships().isEmpty();
                delivered.add(new Delivered(result, entry.record(), entry.relationships(), entry.mapping()));
            }
        }
        List<UpsertResult> results = batch.results().stream().map(this::ended).toList();
        return relationships
                ? new DeliveredBatch(batch.batch(), results, delivered)
                : BatchReport.of(batch.batch(), results, delivered);
    }

    private UpsertResult ended(UpsertResult result) {
        return result instanceof UpsertResult.Accepted accepted
                ? ends.of(accepted.entry().index())
                        .map(end -> ended(accepted, end))
                        .orElse(accepted)
                : result;
    }

    private static UpsertResult ended(UpsertResult.Accepted accepted, EntryEnd end) {
        UpsertEntry entry = accepted.entry();
        if (end.outcome() == Outcome.PERSISTED) {
            return end.record() == null ? accepted : persisted(accepted, end.record(), end.words());
        }
        Blame blame = Objects.requireNonNullElse(end.blame(), Blame.OUTCOME_UNKNOWN);
        List<Problem> problems = problems(entry, "processing", end.words());
        return end.outcome() == Outcome.REJECTED
                ? new UpsertResult.Rejected(entry, blame, problems)
                : new UpsertResult.Undelivered(entry, blame, problems);
    }

    private static UpsertResult persisted(UpsertResult.Accepted accepted, RecordState record, List<String> words) {
        List<Problem> unresolved = new ArrayList<>(accepted.unresolved());
        unresolved.addAll(problems(accepted.entry(), "not-found", words));
        Instant updated = Objects.requireNonNull(record.lastUpdated());
        return new UpsertResult.Persisted(
                accepted.entry(),
                updated.equals(record.createdAt()),
                Long.toString(record.version()),
                updated,
                record.createdAt(),
                unresolved);
    }

    private static List<Problem> problems(UpsertEntry entry, String issueCode, List<String> words) {
        return words.stream()
                .map(reason -> new Problem(issueCode, entry.root(), reason))
                .toList();
    }
}
