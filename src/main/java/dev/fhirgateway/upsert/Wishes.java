package dev.fhirgateway.upsert;

import org.jspecify.annotations.Nullable;

/**
 * What the sender of a batch asks of the gateway beside its delivery.
 *
 * @param forced whether all of it is to be sent, also what the registry is known to have ({@code X-Force})
 * @param idempotencyKey under which the same batch gets the same answer again; null for none
 */
public record Wishes(boolean forced, @Nullable String idempotencyKey) {
    /** None. */
    public static final Wishes NONE = new Wishes(false, null);
}
