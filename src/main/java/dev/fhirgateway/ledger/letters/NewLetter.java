package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.upsert.RecordName;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A letter about to be written.
 *
 * @param source the registry source
 * @param record its record; empty when the entry names none
 * @param relationship the relationship that was given up; null when it is the entry itself
 * @param arrival the entry that failed
 * @param end how it failed; nothing is known yet of an entry that was accepted
 * @param version of its record when it failed
 * @param task of an earlier version that was open then; null when there was none
 * @param state where it begins
 * @param closedBy the batch that has settled it already; null when none has
 * @param nextTry when it is sent again by itself; null when it is not
 * @param body what it holds of a patient
 */
record NewLetter(
        String source,
        Optional<RecordId> record,
        @Nullable RecordName relationship,
        Letter.Arrival arrival,
        Failure end,
        long version,
        @Nullable String task,
        LetterState state,
        @Nullable String closedBy,
        @Nullable Instant nextTry,
        LetterBody body) {

    /**
     * How an entry failed.
     *
     * @param blame the code of who has to act
     * @param words why, without what was sent
     * @param status of the registry's last answer
     * @param tries how many times it was sent
     * @param mapping the version of the mapping that it was translated by
     */
    record Failure(
            @Nullable String blame,
            @Nullable String words,
            @Nullable Integer status,
            int tries,
            @Nullable String mapping) {}
}
