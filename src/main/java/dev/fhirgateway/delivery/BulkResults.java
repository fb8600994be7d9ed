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
import dev.fhirgateway.upsert.RelationshipDraft;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

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

    /**
     * Its relationships come next, but for those of records that are not stored: the registry would not find their ends
     * ({@code registry-side 12}).
     */
    Object of(DeliveredBatch batch) {
        List<UpsertResult> results = new ArrayList<>(batch.results().size());
        List<Delivered> delivered = new ArrayList<>(batch.delivered().size());
        boolean relationships = false;
        Set<Integer> taken =
                batch.delivered().stream().map(entry -> entry.entry().index()).collect(Collectors.toSet());
        batch.results().stream()
                .filter(result -> !taken.contains(result.entry().index()))
                .forEach(results::add);
        for (Delivered entry : batch.delivered()) {
            UpsertResult result = ended(entry.result());
            boolean waits = result instanceof UpsertResult.Accepted
                    && ends.isFollowed(entry.entry().index());
            if (result instanceof UpsertResult.Accepted accepted && waits) {
                result = withoutRelationships(accepted, entry.relationships());
            }
            results.add(result);
            if (result instanceof UpsertResult.Accepted || result instanceof UpsertResult.Persisted) {
                List<RelationshipDraft> left = waits ? List.of() : entry.relationships();
                relationships |= !left.isEmpty();
                delivered.add(new Delivered(result, entry.record(), left, entry.mapping()));
            }
        }
        return relationships
                ? new DeliveredBatch(batch.batch(), results, delivered)
                : BatchReport.of(batch.batch(), results, delivered);
    }

    private static UpsertResult withoutRelationships(
            UpsertResult.Accepted accepted, List<RelationshipDraft> relationships) {
        List<Problem> unresolved = new ArrayList<>(accepted.unresolved());
        relationships.forEach(relationship -> unresolved.add(new Problem(
                "incomplete",
                accepted.entry().root(),
                "relationship " + relationship.type()
                        + " was not sent, because the registry has not stored the record yet; a resend helps once it"
                        + " has")));
        return new UpsertResult.Accepted(accepted.entry(), accepted.taskId(), unresolved);
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
