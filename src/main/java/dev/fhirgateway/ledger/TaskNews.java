package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.TaskOperation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What there is to remember of a task after it was asked about.
 *
 * @param task the task
 * @param polls how many times the registry has told how it stands
 * @param nextPoll when to ask again, if any of it is still open
 * @param operations where its operations stand now; those that are not named stand as before
 */
public record TaskNews(OpenTask task, int polls, Instant nextPoll, List<Operation> operations) {
    public TaskNews {
        Objects.requireNonNull(task);
        Objects.requireNonNull(nextPoll);
        operations = List.copyOf(operations);
    }

    /**
     * Where one of them stands.
     *
     * @param operation which one
     * @param word where it stands
     * @param words why, for the sender of the entry only; null for no reason
     * @param lastUpdated when the registry stored it; null when it has not, or has not told
     * @param createdAt when its record was made; null when not told
     */
    public record Operation(
            TaskOperation operation,
            OperationWord word,
            @Nullable String words,
            @Nullable Instant lastUpdated,
            @Nullable Instant createdAt) {
        public Operation {
            Objects.requireNonNull(operation);
            Objects.requireNonNull(word);
        }
    }
}
