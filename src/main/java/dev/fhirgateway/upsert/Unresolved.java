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
    /** The issue type of one that the gateway makes when the record comes. */
    private static final String WAITS = "transient";

    public Unresolved {
        Objects.requireNonNull(entry);
        Objects.requireNonNull(problem);
    }

    /** One that the gateway makes when the record comes, so that no resend is needed. */
    public static Unresolved waiting(UpsertEntry entry, String expression, String reason) {
        return new Unresolved(entry, new Problem(WAITS, expression, reason));
    }

    /** Whether the problem of a relationship is that it waits. */
    public static boolean waits(Problem problem) {
        return problem.issueCode().equals(WAITS);
    }
}
