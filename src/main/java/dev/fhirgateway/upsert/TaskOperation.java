package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * One write that a task of the registry carries out, and the entry that it is made for.
 *
 * @param target what is written
 * @param record names it; a relationship by the key of its definition and {@code {from}.{to}}
 * @param batchId the batch that the entry came with
 * @param position of the entry in its batch, from 0
 * @param content what was sent, as a hash that a record which is read back can be held against
 * @param sends how many times it was sent because the registry failed at it, this time included; 1 as a rule
 */
public record TaskOperation(Target target, RecordName record, String batchId, int position, String content, int sends) {
    public TaskOperation {
        Objects.requireNonNull(target);
        Objects.requireNonNull(record);
        Objects.requireNonNull(batchId);
        Objects.requireNonNull(content);
    }

    /** What an operation writes. */
    public enum Target {
        RESOURCE,
        RELATIONSHIP
    }

    /** Tells nothing of the record but its type. */
    @Override
    public String toString() {
        return "TaskOperation[" + target + " " + record.type() + "]";
    }
}
