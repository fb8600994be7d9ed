package dev.fhirgateway.upsert;

import java.util.List;
import java.util.Objects;

/**
 * A batch of a dry run, after translation.
 *
 * @param batch what was asked
 * @param entries {@link Translated}, or the result of an entry that got no further; in any order
 */
public record TranslatedBatch(UpsertBatch batch, List<EntryState> entries) {
    public TranslatedBatch {
        Objects.requireNonNull(batch);
        entries = List.copyOf(entries);
    }
}
