package dev.fhirgateway.upsert;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where one operation of a task stands, as far as the registry can be believed ({@code registry-side 7, 14.18-14.20}).
 */
public sealed interface OperationState {
    /** Not done yet. */
    record Pending() implements OperationState {}

    /** Waits for a person at the registry, which may take any time. */
    record InReview() implements OperationState {}

    /**
     * The registry has it.
     *
     * @param lastUpdated when it was stored; null when not told
     * @param createdAt when the record was made; null when not told
     */
    record Persisted(@Nullable Instant lastUpdated, @Nullable Instant createdAt) implements OperationState {}

    /**
     * The registry does not take it, and will not.
     *
     * @param words why, by the registry; for the sender of the entry only, as they may quote it
     */
    record Refused(String words) implements OperationState {
        public Refused {
            Objects.requireNonNull(words);
        }
    }

    /** Somebody cancelled it before it was done. */
    record Cancelled() implements OperationState {}

    /** A person at the registry looked at it and rejected it. */
    record Dropped() implements OperationState {}

    /**
     * A relationship that cannot be made now, because a record at one of its ends is not there. That is no fault of the
     * entry's own record.
     *
     * @param words why, by the registry; for the sender of the entry only
     */
    record EndMissing(String words) implements OperationState {
        public EndMissing {
            Objects.requireNonNull(words);
        }
    }

    /**
     * The registry failed at it, through no fault of the record's: the same write may well succeed.
     *
     * @param words why, for the sender of the entry only
     */
    record SendAgain(String words) implements OperationState {
        public SendAgain {
            Objects.requireNonNull(words);
        }
    }

    /**
     * The task is over, and what became of the operation cannot be found out.
     *
     * @param reason plain words
     */
    record Unknown(String reason) implements OperationState {
        public Unknown {
            Objects.requireNonNull(reason);
        }
    }

    /**
     * What the registry says is no proof; only the record itself is.
     *
     * @param otherwise what holds when the record is not there as it was sent
     */
    record Unproven(OperationState otherwise) implements OperationState {
        public Unproven {
            Objects.requireNonNull(otherwise);
        }
    }

    /** Whether there is nothing more to ask about it. */
    default boolean isEnd() {
        return !(this instanceof Pending || this instanceof InReview || this instanceof Unproven);
    }
}
