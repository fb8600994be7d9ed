package dev.fhirgateway.delivery;

import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.UpsertResult;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * What to say of an entry whose last try failed. A call that never reached the registry, or that it answered with
 * "later", left nothing behind: {@link Blame#REGISTRY_UNAVAILABLE}. A call whose answer was lost may have stored the
 * record, whatever the tries after it came to: {@link Blame#OUTCOME_UNKNOWN}. A resend is safe in both, for a PUT names
 * its record.
 */
final class GivenUp {
    private GivenUp() {}

    /** Of an entry whose calls left nothing behind. */
    static UpsertResult because(RegistryCommand command, Throwable fault) {
        if (fault instanceof HttpOperationFailedException answered) {
            return unavailable(command, "the registry answers " + answered.getStatusCode());
        }
        if (fault instanceof DeadlinePassed) {
            return unavailable(command, "the time for this batch was over before the registry took the entry");
        }
        return neverSent(fault) ? unavailable(command, "the registry cannot be reached") : answerLost(command);
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

    /** Whether the call that ended in this fault may have stored the record. */
    static boolean mayBeStored(Throwable fault) {
        return !(fault instanceof HttpOperationFailedException || fault instanceof DeadlinePassed || neverSent(fault));
    }

    private static UpsertResult unavailable(RegistryCommand command, String reason) {
        return Answers.undelivered(command, Blame.REGISTRY_UNAVAILABLE, "transient", reason + "; a resend is safe");
    }

    private static boolean neverSent(Throwable fault) {
        return fault instanceof ConnectException
                || fault instanceof ConnectTimeoutException
                || fault instanceof ConnectionRequestTimeoutException
                || fault instanceof UnknownHostException
                || fault instanceof NoRouteToHostException
                || fault instanceof SSLException;
    }
}
