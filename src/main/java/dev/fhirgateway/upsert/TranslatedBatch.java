package dev.fhirgateway.upsert;

import java.util.List;
import java.util.Objects;

/**
 * A batch of a dry run, after translation.
 *
 * @param batch what was asked
 * @param entries {@link Translated}, or the result of an entry that got no further; in any order
 * @param unmapped the elements that the mappings did not carry, as far as that was counted
 */
public record TranslatedBatch(UpsertBatch batch, List<EntryState> entries, List<Unmapped> unmapped) {
    public TranslatedBatch {
        Objects.requireNonNull(batch);
        entries = List.copyOf(entries);
        unmapped = List.copyOf(unmapped);
    }

    /** Nothing was counted. */
    public TranslatedBatch(UpsertBatch batch, List<EntryState> entries) {
        this(batch, entries, List.of());
    }
}
