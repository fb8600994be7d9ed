package dev.fhirgateway.delivery;

import dev.fhirgateway.upsert.RegistryCommand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came back from one call, whole and not believed yet.
 *
 * @param command on whose behalf the call was made
 * @param status the HTTP status
 * @param retryAfter the header of that name; null when there is none
 * @param body the whole body
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
record RegistryResponse(RegistryCommand command, int status, @Nullable String retryAfter, byte[] body)
        implements OnBehalf {
    RegistryResponse {
        Objects.requireNonNull(command);
        Objects.requireNonNull(body);
    }

    @Override
    public String toString() {
        return "RegistryResponse[" + status + " for " + command + "]";
    }
}
