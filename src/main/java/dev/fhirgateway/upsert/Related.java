package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * A relationship that an entry asked for: the registry has it, or has captured it.
 *
 * @param entry the entry
 */
public record Related(UpsertEntry entry) implements EntryState {
    public Related {
        Objects.requireNonNull(entry);
    }
}
