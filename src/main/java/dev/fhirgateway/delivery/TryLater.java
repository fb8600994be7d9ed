package dev.fhirgateway.delivery;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call that is worth another try, and nothing is known against its record. The retry of
 * {@code routes/4-delivery.camel.yaml} waits for this exception and no other. It has no stack trace and tells nothing
 * of the record.
 */
public final class TryLater extends Exception {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final int status;
    private final boolean maybeStored;
    private final @Nullable String retryAfter;

    private TryLater(int status, String kind, String reason, boolean maybeStored, @Nullable String retryAfter) {
        super(reason, null, false, false);
        this.status = status;
        this.kind = kind;
        this.maybeStored = maybeStored;
        this.retryAfter = retryAfter;
    }

    /** The registry answered that it cannot now. */
    static TryLater answered(RegistryResponse response) {
        return new TryLater(
                response.status(),
                Integer.toString(response.status()),
                "the registry answers " + response.status(),
                false,
                response.retryAfter());
    }

    /** Something answered that is not the registry. */
    static TryLater misdirected(RegistryResponse response) {
        return new TryLater(
                response.status(),
                Integer.toString(response.status()),
                "where the registry should be, something answers " + response.status()
                        + " as no registry does, and a redirect is not followed; the operator of the gateway should look"
                        + " at gateway.registry.url",
                false,
                response.retryAfter());
    }

    /** No connection was made, so that nothing was sent. */
    static TryLater unreachable() {
        return new TryLater(0, "no connection", "the registry cannot be reached", false, null);
    }

    /** It was sent, and no answer came that could be read, or believed. */
    static TryLater answerLost() {
        return new TryLater(0, "no answer", "sent to the registry, but its answer was lost", true, null);
    }

    /** What went wrong in a word or two, the same for all records: a status, or what was missing. */
    String kind() {
        return kind;
    }

    /** The HTTP status of the answer; 0 when there was none, or none that is believed. */
    int status() {
        return status;
    }

    /** Plain words. */
    String reason() {
        return Objects.requireNonNull(getMessage());
    }

    /** Whether the record may have been stored all the same. */
    boolean maybeStored() {
        return maybeStored;
    }

    /** The header of that name; null when there was none. */
    @Nullable
    String retryAfter() {
        return retryAfter;
    }
}
