package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an entry ended whose tasks are all over.
 *
 * @param source the registry source
 * @param entry which one
 * @param outcome {@link Outcome#PERSISTED}, {@link Outcome#REJECTED} or {@link Outcome#UNDELIVERED}
 * @param blame who has to act; null when nobody has
 * @param again whether it had ended as stored before, and only something else that it asks for came later
 * @param receivedAt when its batch was admitted
 * @param record what is known of its record then; null when a later version was delivered before this one ended
 * @param words why parts of it were not stored, for the sender of the entry only
 */
public record EntryEnd(
        String source,
        EntryName entry,
        Outcome outcome,
        @Nullable Blame blame,
        boolean again,
        Instant receivedAt,
        @Nullable RecordState record,
        List<String> words) {
    public EntryEnd {
        Objects.requireNonNull(source);
        Objects.requireNonNull(entry);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(receivedAt);
        words = List.copyOf(words);
    }
}
