package dev.fhirgateway.followup;

import dev.fhirgateway.ledger.OperationWord;
import dev.fhirgateway.ledger.TaskNews;
import dev.fhirgateway.upsert.OperationState;
import dev.fhirgateway.upsert.TaskOperation;
import org.jspecify.annotations.Nullable;

/** What is remembered of where an operation stands. */
final class Judged {
    private Judged() {}

    /**
     * Of an operation that is not sent again.
     *
     * @param late whether its task takes longer than tasks do
     */
    static TaskNews.Operation of(TaskOperation operation, OperationState state, boolean late) {
        if (state instanceof OperationState.Persisted persisted) {
            return new TaskNews.Operation(
                    operation, OperationWord.PERSISTED, null, persisted.lastUpdated(), persisted.createdAt());
        }
        if (state instanceof OperationState.Refused refused) {
            return news(operation, OperationWord.REFUSED, refused.words());
        }
        if (state instanceof OperationState.Cancelled) {
            return news(operation, OperationWord.REFUSED, "the registry cancelled it before it was done");
        }
        if (state instanceof OperationState.Dropped) {
            return news(operation, OperationWord.REFUSED, "a reviewer at the registry rejected it");
        }
        if (state instanceof OperationState.EndMissing missing) {
            return news(operation, OperationWord.UNRESOLVED, missing.words());
        }
        if (state instanceof OperationState.SendAgain again) {
            return news(operation, OperationWord.UNAVAILABLE, again.words());
        }
        if (state instanceof OperationState.Unknown unknown) {
            return news(operation, OperationWord.UNKNOWN, unknown.reason());
        }
        if (state instanceof OperationState.InReview) {
            return news(operation, OperationWord.IN_REVIEW, null);
        }
        return news(operation, late ? OperationWord.OVERDUE : OperationWord.PENDING, null);
    }

    static TaskNews.Operation news(TaskOperation operation, OperationWord word, @Nullable String words) {
        return new TaskNews.Operation(operation, word, words, null, null);
    }
}
