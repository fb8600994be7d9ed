package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.RecordName;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the life of a record tells of a relationship that it asked for and that had to wait.
 *
 * @param record names the relationship
 * @param from where it starts
 * @param to where it leads
 * @param batchId the batch that asked for it last
 * @param word where it stands
 * @param words why, for the sender only; null for no reason
 * @param parkedAt since when it waits, or waited
 * @param tries how many times it was tried since
 * @param nextTry when it is tried again at the latest; null when it does not wait any more
 * @param changedAt when that was found out
 */
public record ParkedState(
        RecordName record,
        RecordName from,
        RecordName to,
        String batchId,
        ParkedWord word,
        @Nullable String words,
        Instant parkedAt,
        int tries,
        @Nullable Instant nextTry,
        Instant changedAt) {
    public ParkedState {
        Objects.requireNonNull(record);
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        Objects.requireNonNull(batchId);
        Objects.requireNonNull(word);
        Objects.requireNonNull(parkedAt);
        Objects.requireNonNull(changedAt);
    }

    @Override
    public String toString() {
        return "ParkedState[" + record.type() + " " + word + "]";
    }
}
