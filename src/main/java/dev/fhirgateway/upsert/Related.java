package dev.fhirgateway.upsert;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A relationship that an entry asked for: the registry has it, or has captured it.
 *
 * @param entry the entry
 * @param taskId the registry's task when it has only captured it; null when it has it
 */
public record Related(UpsertEntry entry, @Nullable String taskId) implements EntryState {
    public Related {
        Objects.requireNonNull(entry);
    }

    /** The registry has it. */
    public Related(UpsertEntry entry) {
        this(entry, null);
    }
}
