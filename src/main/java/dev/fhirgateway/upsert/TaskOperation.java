package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * One write that a task of the registry carries out, and the entry that it is made for.
 *
 * @param target what is written
 * @param record names it; a relationship by the key of its definition and {@code {from}.{to}}
 * @param entry the entry
 * @param content what was sent, as a hash that a record which is read back can be held against
 * @param sends how many times it was sent, because the registry failed at it; 1 as a rule
 * @param awaited whether later writes of its record wait for it
 */
public record TaskOperation(
        Target target, RecordName record, EntryName entry, String content, int sends, boolean awaited) {
    public TaskOperation {
        Objects.requireNonNull(target);
        Objects.requireNonNull(record);
        Objects.requireNonNull(entry);
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
