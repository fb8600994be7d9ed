package dev.fhirgateway.upsert;

import java.util.List;
import java.util.Objects;

/**
 * What a batch would come to, of which nothing was sent.
 *
 * @param batch what was asked
 * @param entries one for each entry, in the order of the request
 * @param unmapped the elements that the mappings did not carry, as far as that was counted
 */
public record DryRun(UpsertBatch batch, List<Entry> entries, List<Unmapped> unmapped) {
    public DryRun {
        Objects.requireNonNull(batch);
        entries = List.copyOf(entries);
        unmapped = List.copyOf(unmapped);
    }

    /** What one entry would come to. */
    public sealed interface Entry {
        /** The entry. */
        UpsertEntry entry();
    }

    /**
     * It would be sent.
     *
     * @param calls the calls in their order; those of relationships come after all records of the batch
     * @param unresolved the references that lead nowhere
     */
    public record Planned(UpsertEntry entry, List<PlannedCall> calls, List<Problem> unresolved) implements Entry {
        public Planned {
            Objects.requireNonNull(entry);
            calls = List.copyOf(calls);
            unresolved = List.copyOf(unresolved);
        }
    }

    /**
     * It would not be sent, because a later entry names the same record.
     *
     * @param result which one
     */
    public record Superseded(UpsertResult.Superseded result) implements Entry {
        public Superseded {
            Objects.requireNonNull(result);
        }

        @Override
        public UpsertEntry entry() {
            return result.entry();
        }
    }

    /**
     * It would be refused.
     *
     * @param result why
     */
    public record Refused(UpsertResult.Rejected result) implements Entry {
        public Refused {
            Objects.requireNonNull(result);
        }

        @Override
        public UpsertEntry entry() {
            return result.entry();
        }
    }
}
