package dev.fhirgateway.delivery;

import dev.fhirgateway.upsert.Errand;
import java.util.Objects;

/**
 * One call that is about to be made.
 *
 * @param errand on whose behalf
 * @param call where to
 * @param body what is sent; empty for a {@code GET}
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
record RegistryRequest(Errand errand, RegistryCall call, byte[] body) implements OnBehalf {
    RegistryRequest {
        Objects.requireNonNull(errand);
        Objects.requireNonNull(call);
        Objects.requireNonNull(body);
    }

    @Override
    public String toString() {
        return "RegistryRequest[" + call.method() + " for " + errand + "]";
    }
}
