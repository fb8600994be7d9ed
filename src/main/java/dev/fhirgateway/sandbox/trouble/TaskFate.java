package dev.fhirgateway.sandbox.trouble;

import dev.fhirgateway.registry.ErrorType;
import java.time.Duration;
import java.util.Optional;

/** What becomes of a write that is answered ACCEPTED ({@code registry-side 7}). */
public sealed interface TaskFate {
    /** What to tell somebody who wrote something else. */
    String EXPECTED = "one of on-time, late(30s), never, fails, fails(INVALID_ARGUMENT), in-review, rejected, lost,"
            + " forgotten, receipts-repeated, receipts-mixed-up, receipts-missing";

    /** Carried out after the sandbox's task delay. */
    record OnTime() implements TaskFate {}

    /**
     * Has its fate after a time of its own, so that writes accepted later may be done earlier.
     *
     * @param time from the acceptance, by the sandbox's clock
     * @param fate what becomes of it then
     */
    record Late(Duration time, TaskFate fate) implements TaskFate {
        @Override
        public TaskFate end() {
            return fate;
        }
    }

    /** PENDING for ever, nothing stored. */
    record Never() implements TaskFate {}

    /**
     * FAILURE after the task delay, nothing stored.
     *
     * @param error what the receipt says
     */
    record Fails(ErrorType error) implements TaskFate {}

    /** PENDING for ever, its pipeline execution IN_REVIEW, nothing stored. */
    record InReview() implements TaskFate {}

    /** SUCCESS after the task delay, though a reviewer rejected it and nothing is stored: only the receipt tells. */
    record Rejected() implements TaskFate {}

    /** The task is unknown after the task delay, and nothing is stored. */
    record Lost() implements TaskFate {}

    /** Carried out after the task delay, and the task is unknown from then on. */
    record Forgotten() implements TaskFate {}

    /** Carried out after the task delay, but its receipts are not what they should be. */
    record Receipts(ReceiptTrouble trouble) implements TaskFate {}

    /** What is wrong with the receipts of a task that is done. */
    enum ReceiptTrouble {
        /** Each is there twice. */
        REPEATED,
        /** They come in another order, and one of them names a record that was not sent. */
        MIXED_UP,
        /** There are none. */
        MISSING
    }

    /** What becomes of it in the end, whenever that is. */
    default TaskFate end() {
        return this;
    }

    /** As scripts write it; a late one in whole milliseconds. */
    default String text() {
        return TaskFateText.of(this);
    }

    /** Reads a fate as scripts write it; empty for anything else. */
    static Optional<TaskFate> parse(String text) {
        return TaskFateText.parse(text.strip());
    }
}
