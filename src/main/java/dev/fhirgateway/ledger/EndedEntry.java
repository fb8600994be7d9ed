package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.EntryName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of which no task is open any more.
 *
 * @param parts what the tasks came to that carried out its writes
 * @param version that it came to; null for none
 */
record EndedEntry(EntryName entry, EntryParts parts, @Nullable Long version) {
    EndedEntry {
        Objects.requireNonNull(entry);
        Objects.requireNonNull(parts);
    }
}
