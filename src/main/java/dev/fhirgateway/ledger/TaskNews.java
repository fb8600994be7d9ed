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
     * @param parks the relationship that it was, when that has to wait for a record; null for none
     */
    public record Operation(
            TaskOperation operation,
            OperationWord word,
            @Nullable String words,
            @Nullable Instant lastUpdated,
            @Nullable Instant createdAt,
            @Nullable ParkedRelationship parks) {
        public Operation {
            Objects.requireNonNull(operation);
            Objects.requireNonNull(word);
        }

        /** Of one that need not wait. */
        public Operation(
                TaskOperation operation,
                OperationWord word,
                @Nullable String words,
                @Nullable Instant lastUpdated,
                @Nullable Instant createdAt) {
            this(operation, word, words, lastUpdated, createdAt, null);
        }

        /** Of a relationship that was not made, and waits for the record at one of its ends. */
        public static Operation parked(TaskOperation operation, ParkedRelationship relationship) {
            String words = "relationship " + operation.record().type() + " waits in the gateway until the registry has"
                    + " the records at both of its ends; no resend is needed";
            return new Operation(operation, OperationWord.PARKED, words, null, null, relationship);
        }
    }
}
