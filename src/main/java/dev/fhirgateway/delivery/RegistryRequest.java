package dev.fhirgateway.delivery;

import dev.fhirgateway.upsert.RegistryCommand;
import java.time.Instant;
import java.util.Objects;

/**
 * One call that is about to be made.
 *
 * @param command on whose behalf
 * @param call where to
 * @param body what is sent; empty for a {@code GET}
 * @param deadline when the whole answer must be there
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
record RegistryRequest(RegistryCommand command, RegistryCall call, byte[] body, Instant deadline) implements OnBehalf {
    RegistryRequest {
        Objects.requireNonNull(command);
        Objects.requireNonNull(call);
        Objects.requireNonNull(body);
        Objects.requireNonNull(deadline);
    }

    @Override
    public String toString() {
        return "RegistryRequest[" + call.method() + " for " + command + "]";
    }
}
