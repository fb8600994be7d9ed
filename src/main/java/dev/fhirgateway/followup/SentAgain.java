package dev.fhirgateway.followup;

import dev.fhirgateway.ledger.OperationWord;
import dev.fhirgateway.ledger.TaskNews;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.Related;
import dev.fhirgateway.upsert.Resend;
import dev.fhirgateway.upsert.Resent;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.Unresolved;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a write came to that was made again. */
final class SentAgain {
    private SentAgain() {}

    /**
     * Where it stands now. Empty when nothing changes: it is a task again, which was remembered when it was accepted, or
     * it could not be sent, so that the failed task tells later that it is still to be.
     */
    static Optional<TaskNews.Operation> of(Resent resent, FollowUp.Parking parking) {
        Resend resend = resent.resend();
        Optional<TaskNews.Operation> parked = resent.end()
                .filter(Unresolved.class::isInstance)
                .flatMap(end -> parking.of(resend.task().sourceKey(), resend.operation(), resend.payload()))
                .map(relationship -> TaskNews.Operation.parked(resend.operation(), relationship));
        return parked.or(() -> resent.end().flatMap(end -> of(resend.operation(), end)));
    }

    private static Optional<TaskNews.Operation> of(TaskOperation operation, EntryState end) {
        if (end instanceof UpsertResult.Persisted persisted) {
            return Optional.of(new TaskNews.Operation(
                    operation, OperationWord.PERSISTED, null, persisted.lastUpdated(), persisted.createdAt()));
        }
        if (end instanceof Related related) {
            return related.taskId() == null
                    ? Optional.of(Judged.news(operation, OperationWord.PERSISTED, null))
                    : Optional.empty();
        }
        if (end instanceof Unresolved unresolved) {
            return Optional.of(Judged.news(
                    operation, OperationWord.UNRESOLVED, unresolved.problem().reason()));
        }
        return end instanceof UpsertResult.Rejected rejected
                ? Optional.of(Judged.news(operation, OperationWord.REFUSED, words(rejected.problems())))
                : Optional.empty();
    }

    private static String words(List<Problem> problems) {
        return problems.stream().map(Problem::reason).collect(Collectors.joining("; "));
    }
}
