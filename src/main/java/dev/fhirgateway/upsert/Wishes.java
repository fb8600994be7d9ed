package dev.fhirgateway.upsert;

import org.jspecify.annotations.Nullable;

/**
 * What the sender of a batch asks of the gateway beside its delivery.
 *
 * @param forced whether all of it is to be sent, also what the registry is known to have ({@code X-Force})
 * @param idempotencyKey under which the same batch gets the same answer again; null for none
 * @param unattended whether nobody acts on the answer, as with feeds and jobs: what fails finally becomes a dead letter
 * @param handOver whether what is left when the time of the batch is over goes on as a job, instead of being answered as
 *     undelivered
 */
public record Wishes(boolean forced, @Nullable String idempotencyKey, boolean unattended, boolean handOver) {
    /** None. */
    public static final Wishes NONE = new Wishes(false, null);

    /** What nobody waits for. */
    public static final Wishes UNATTENDED = new Wishes(false, null, true);

    /** What a client asks that acts on the answer. */
    public Wishes(boolean forced, @Nullable String idempotencyKey) {
        this(forced, idempotencyKey, false);
    }

    /** What is asked of a batch that is answered as it is when its time is over. */
    public Wishes(boolean forced, @Nullable String idempotencyKey, boolean unattended) {
        this(forced, idempotencyKey, unattended, false);
    }

    /** The same, and that what is left goes on as a job. */
    public Wishes handingOver() {
        return new Wishes(forced, idempotencyKey, unattended, true);
    }
}
