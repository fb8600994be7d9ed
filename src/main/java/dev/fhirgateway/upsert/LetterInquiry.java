package dev.fhirgateway.upsert;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An admitted question which dead letters there are.
 *
 * @param sourceKey the registry source of the client who asks
 * @param selection which ones it asks about
 * @param before it has seen the letters from this number on; null for none
 * @param count how many it wants to see at most, at least 1
 */
public record LetterInquiry(String sourceKey, LetterSelection selection, @Nullable Long before, int count) {
    public LetterInquiry {
        Objects.requireNonNull(sourceKey);
        Objects.requireNonNull(selection);
        if (count < 1) {
            throw new IllegalArgumentException("count " + count);
        }
    }
}
