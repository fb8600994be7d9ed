package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.RetryAfter;
import java.time.Duration;
import java.util.Map;

/** The ledger cannot be read or written now. The message says why in a few words, and holds nothing of a record. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerUnavailable(String reason) {
        super(reason);
    }

    LedgerUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }

    /**
     * The answer to an inquiry that cannot be looked up for this: 503.
     *
     * @param retryAfter what the client is told to wait
     */
    public RequestRefused refusal(Duration retryAfter) {
        return new RequestRefused(
                503,
                "transient",
                "the gateway cannot look it up now (the ledger: " + getMessage() + ")",
                Map.of("Retry-After", RetryAfter.seconds(retryAfter)));
    }
}
