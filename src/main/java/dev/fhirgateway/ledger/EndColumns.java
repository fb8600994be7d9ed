package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.Unresolved;
import dev.fhirgateway.upsert.UpsertResult;
import org.jspecify.annotations.Nullable;

/** What an entry ended with, as it stands in the columns of its passage. */
final class EndColumns {
    private EndColumns() {}

    /** Whether it became all that was asked for; else a resend is no repetition. */
    static boolean isWhole(UpsertResult result) {
        return result instanceof UpsertResult.Persisted persisted
                && persisted.unresolved().stream().allMatch(Unresolved::waits);
    }

    /** The version that it was told; null when it got none. */
    static @Nullable Long version(UpsertResult result) {
        if (result instanceof UpsertResult.Persisted persisted) {
            return Long.valueOf(persisted.versionId());
        }
        return result instanceof UpsertResult.Unchanged unchanged ? Long.valueOf(unchanged.versionId()) : null;
    }

    /** Who has to act; null when nobody has. */
    static @Nullable String blame(UpsertResult result) {
        if (result instanceof UpsertResult.Rejected rejected) {
            return rejected.blame().code();
        }
        return result instanceof UpsertResult.Undelivered undelivered
                ? undelivered.blame().code()
                : null;
    }

    /** Under which the registry works on it; null when there is none. */
    static @Nullable String task(UpsertResult result) {
        return result instanceof UpsertResult.Accepted accepted ? accepted.taskId() : null;
    }
}
