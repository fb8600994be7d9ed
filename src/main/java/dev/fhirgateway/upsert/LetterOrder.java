package dev.fhirgateway.upsert;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An admitted wish what is to become of dead letters.
 *
 * @param client who wishes it, as in {@link Origin}
 * @param sourceKey the registry source of this client
 * @param action what is to become of them
 * @param number of the one that it is about; null when it is about those that are selected
 * @param selection which ones it is about when it names no number
 * @param reason why they are not needed; null when they are to be sent again
 * @param edited what to send in place of the original, UTF-8 JSON; null for the original
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
public record LetterOrder(
        String client,
        String sourceKey,
        Action action,
        @Nullable Long number,
        LetterSelection selection,
        @Nullable String reason,
        byte @Nullable [] edited) {
    public LetterOrder {
        Objects.requireNonNull(client);
        Objects.requireNonNull(sourceKey);
        Objects.requireNonNull(action);
        Objects.requireNonNull(selection);
    }

    /** What can become of them. */
    public enum Action {
        /** They are sent again. */
        REPLAY,
        /** Nobody needs them. */
        DISCARD
    }

    @Override
    public String toString() {
        return "LetterOrder[" + action + " " + number + "]";
    }
}
