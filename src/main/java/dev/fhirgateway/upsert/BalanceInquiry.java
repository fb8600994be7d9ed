package dev.fhirgateway.upsert;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An admitted question what came in on some days, and what became of it.
 *
 * @param sourceKey the registry source of the client who asks
 * @param source the source that it asks about; null for its own
 * @param from the first day; null for a week before the last one
 * @param to the last day; null for today
 */
public record BalanceInquiry(
        String sourceKey, @Nullable String source, @Nullable LocalDate from, @Nullable LocalDate to) {
    public BalanceInquiry {
        Objects.requireNonNull(sourceKey);
    }
}
