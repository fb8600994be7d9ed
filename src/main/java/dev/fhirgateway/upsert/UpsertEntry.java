package dev.fhirgateway.upsert;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a batch as it was found in the body: its place, its bytes, and what could be read at a glance.
 * Whether it is valid is not known yet.
 *
 * @param origin the batch it belongs to
 * @param index its position in the batch, from 0
 * @param original its bytes as sent; {@link OriginalBytes#none()} when it was over the size limit
 * @param resourceType its {@code resourceType} when that is a string, else null
 * @param id its {@code id} when that is a string, else null
 * @param defects what was already seen to be wrong while it was found (its size); empty as a rule
 */
public record UpsertEntry(
        Origin origin,
        int index,
        OriginalBytes original,
        @Nullable String resourceType,
        @Nullable String id,
        List<Problem> defects)
        implements EntryState {
    public UpsertEntry {
        Objects.requireNonNull(origin);
        Objects.requireNonNull(original);
        if (index < 0) {
            throw new IllegalArgumentException("index " + index);
        }
        defects = List.copyOf(defects);
    }

    /** {@code Patient/123}; a part that could not be read is {@code ?}. The key by which order is kept. */
    public String key() {
        return (resourceType == null ? "?" : resourceType) + "/" + (id == null ? "?" : id);
    }

    /** Where paths into it begin: its resource type, or {@code Resource} when that could not be read. */
    public String root() {
        return resourceType == null ? "Resource" : resourceType;
    }

    /** Whether both parts of {@link #key()} are there, so that it names a record. */
    public boolean namesRecord() {
        return resourceType != null && id != null;
    }
}
