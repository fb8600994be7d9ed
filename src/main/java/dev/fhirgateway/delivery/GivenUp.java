package dev.fhirgateway.delivery;

import dev.fhirgateway.delivery.window.DeadlinePassed;
import dev.fhirgateway.delivery.window.RegistryDown;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.UpsertResult;

/**
 * What to say of an entry whose last try failed, or that could not be tried at all. A call that never reached the
 * registry, or that it answered with "later", left nothing behind: {@link Blame#REGISTRY_UNAVAILABLE}. A call whose
 * answer was lost may have stored the record, whatever the tries after it came to: {@link Blame#OUTCOME_UNKNOWN}. A
 * resend is safe in both, for a PUT names its record.
 */
final class GivenUp {
    private GivenUp() {}

    /** Of an entry whose calls left nothing behind. */
    static UpsertResult because(RegistryCommand command, Throwable fault) {
        if (fault instanceof TryLater later) {
            return later.maybeStored() ? answerLost(command) : unavailable(command, later.reason());
        }
        if (fault instanceof KeyRefused) {
            return Answers.undelivered(
                    command, Blame.REGISTRY_UNAVAILABLE, "security", String.valueOf(fault.getMessage()));
        }
        if (fault instanceof RegistryDown) {
            return unavailable(command, String.valueOf(fault.getMessage()));
        }
        if (fault instanceof DeadlinePassed) {
            return unavailable(command, "the time for this batch was over before the registry took the entry");
        }
        throw new IllegalArgumentException("no fault of a call", fault);
    }

    /** Of an entry of which at least one call may have stored the record. */
    static UpsertResult answerLost(RegistryCommand command) {
        return Answers.undelivered(
                command,
                Blame.OUTCOME_UNKNOWN,
                "timeout",
                "sent to the registry, but its answer was lost, so the record may or may not be stored; a resend is"
                        + " safe");
    }

    private static UpsertResult unavailable(RegistryCommand command, String reason) {
        return Answers.undelivered(command, Blame.REGISTRY_UNAVAILABLE, "transient", reason + "; a resend is safe");
    }
}
