package dev.fhirgateway.upsert;

import org.jspecify.annotations.Nullable;

/**
 * What the sender of a batch asks of the gateway beside its delivery.
 *
 * @param forced whether all of it is to be sent, also what the registry is known to have ({@code X-Force})
 * @param idempotencyKey under which the same batch gets the same answer again; null for none
 * @param unattended whether nobody acts on the answer, as with feeds and jobs: what fails finally becomes a dead letter
 */
public record Wishes(boolean forced, @Nullable String idempotencyKey, boolean unattended) {
    /** None. */
    public static final Wishes NONE = new Wishes(false, null);

    /** What nobody waits for. */
    public static final Wishes UNATTENDED = new Wishes(false, null, true);

    /** What a client asks that acts on the answer. */
    public Wishes(boolean forced, @Nullable String idempotencyKey) {
        this(forced, idempotencyKey, false);
    }
}
