package dev.fhirgateway.upsert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A finished batch: one result for every entry, in the order of the request. It cannot be made otherwise.
 *
 * @param batch what was asked
 * @param results {@code results.get(i)} is what became of {@code batch.entries().get(i)}
 * @param mappings the version of the mapping that the entries of each FHIR type were translated by, as far as they were
 *     delivered
 */
public record BatchReport(UpsertBatch batch, List<UpsertResult> results, SortedMap<String, String> mappings) {
    public BatchReport {
        Objects.requireNonNull(batch);
        results = List.copyOf(results);
        mappings = Collections.unmodifiableSortedMap(new TreeMap<>(mappings));
        if (results.size() != batch.entries().size()) {
            throw new IllegalArgumentException(
                    results.size() + " results for " + batch.entries().size() + " entries");
        }
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).entry().index() != i) {
                throw new IllegalArgumentException("the result of another entry stands at position " + i);
            }
        }
    }

    /**
     * Puts results that arrived in any order into the order of the batch. An entry that has none, because something
     * broke outside every safety net, is told as {@link Blame#OUTCOME_UNKNOWN}: it may have been sent.
     */
    public static BatchReport of(UpsertBatch batch, Collection<? extends UpsertResult> results) {
        return of(batch, results, List.of());
    }

    /**
     * The same.
     *
     * @param delivered the entries that were delivered, for what they tell of their mappings
     */
    public static BatchReport of(
            UpsertBatch batch, Collection<? extends UpsertResult> results, Collection<Delivered> delivered) {
        @Nullable UpsertResult[] ordered = new UpsertResult[batch.entries().size()];
        for (UpsertResult result : results) {
            ordered[result.entry().index()] = result;
        }
        List<UpsertResult> complete = new ArrayList<>(ordered.length);
        for (int i = 0; i < ordered.length; i++) {
            UpsertResult result = ordered[i];
            complete.add(
                    result != null ? result : UpsertResult.lost(batch.entries().get(i)));
        }
        SortedMap<String, String> mappings = new TreeMap<>();
        delivered.forEach(
                entry -> mappings.put(Objects.requireNonNull(entry.entry().resourceType()), entry.mapping()));
        return new BatchReport(batch, complete, mappings);
    }
}
