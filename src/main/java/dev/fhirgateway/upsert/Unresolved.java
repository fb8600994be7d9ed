package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * A relationship that an entry asked for and that cannot be made now, because a record at one of its ends is not known
 * or not there. That is no fault of the entry's own record.
 *
 * @param entry the entry
 * @param problem which reference, and why it leads nowhere
 */
public record Unresolved(UpsertEntry entry, Problem problem) implements EntryState {
    public Unresolved {
        Objects.requireNonNull(entry);
        Objects.requireNonNull(problem);
    }
}
