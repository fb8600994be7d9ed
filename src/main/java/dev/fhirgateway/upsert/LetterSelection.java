package dev.fhirgateway.upsert;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters of a source; what is null selects nothing.
 *
 * @param source the registry source
 * @param resourceType the FHIR resource type of their record
 * @param id the FHIR logical id of their record
 * @param blame the code of who has to act
 * @param states where they stand, in the words of the ledger; empty for all that can be seen
 * @param since they failed then or later
 * @param until they failed before
 * @param batch the batch that they came with, or the job
 */
public record LetterSelection(
        String source,
        @Nullable String resourceType,
        @Nullable String id,
        @Nullable String blame,
        Set<String> states,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String batch) {
    public LetterSelection {
        Objects.requireNonNull(source);
        states = Set.copyOf(states);
    }

    /** Whether it selects some, and not all there are. */
    public boolean isNarrow() {
        return resourceType != null || id != null || blame != null || since != null || until != null || batch != null;
    }
}
