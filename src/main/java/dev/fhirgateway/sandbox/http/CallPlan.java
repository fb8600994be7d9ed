package dev.fhirgateway.sandbox.http;

import dev.fhirgateway.sandbox.trouble.Trouble;
import java.util.Optional;

/** Says which calls meet which trouble, before the script is asked. Asked once for every call, from several threads. */
@FunctionalInterface
public interface CallPlan {
    /**
     * Decides on one call.
     *
     * @param call the call
     * @param nth how many calls its method and path have had, this one counted
     * @return its trouble; empty to leave it to the script
     */
    Optional<Trouble> decide(LoggedCall call, int nth);
}
