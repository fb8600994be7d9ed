package dev.fhirgateway.ledger.journal;

import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.UpsertEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a job as intake found it, without a batch.
 *
 * @param position in the job, from 0
 * @param original its bytes as sent; none when it was over the size limit
 * @param resourceType its {@code resourceType} when that is a string, else null
 * @param id its {@code id} when that is a string, else null
 * @param defects what was seen to be wrong while it was found
 */
public record JournalEntry(
        int position,
        OriginalBytes original,
        @Nullable String resourceType,
        @Nullable String id,
        List<Problem> defects) {
    public JournalEntry {
        defects = List.copyOf(defects);
    }

    /** The entry as one of a batch, at this position of it. */
    public UpsertEntry in(Origin batch, int index) {
        return new UpsertEntry(batch, index, original, resourceType, id, defects);
    }
}
