package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryName;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an entry ended whose tasks are all over.
 *
 * @param source the registry source
 * @param entry which one
 * @param outcome {@link Outcome#PERSISTED}, {@link Outcome#REJECTED} or {@link Outcome#UNDELIVERED}
 * @param blame who has to act; null when nobody has
 * @param receivedAt when its batch was admitted
 */
public record EntryEnd(String source, EntryName entry, Outcome outcome, @Nullable Blame blame, Instant receivedAt) {
    public EntryEnd {
        Objects.requireNonNull(source);
        Objects.requireNonNull(entry);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(receivedAt);
    }
}
