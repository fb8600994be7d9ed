package dev.fhirgateway.delivery;

import dev.fhirgateway.upsert.Errand;
import dev.fhirgateway.upsert.RegistryCommand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came back from one call, whole and not believed yet.
 *
 * @param errand on whose behalf the call was made
 * @param status the HTTP status
 * @param retryAfter the header of that name; null when there is none
 * @param body the whole body
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
record RegistryResponse(Errand errand, int status, @Nullable String retryAfter, byte[] body) implements OnBehalf {
    RegistryResponse {
        Objects.requireNonNull(errand);
        Objects.requireNonNull(body);
    }

    /** The write of an entry that it answers. */
    RegistryCommand command() {
        return OnBehalf.command(this);
    }

    @Override
    public String toString() {
        return "RegistryResponse[" + status + " for " + errand + "]";
    }
}
