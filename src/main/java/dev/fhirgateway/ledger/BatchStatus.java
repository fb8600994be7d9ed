package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.Blame;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch so far.
 *
 * @param batchId the batch
 * @param entries its entries in their order; none as long as it is being delivered
 */
public record BatchStatus(String batchId, List<Entry> entries) {
    public BatchStatus {
        Objects.requireNonNull(batchId);
        entries = List.copyOf(entries);
    }

    /** Whether an entry is expected to end soon, so that it is worth asking again. */
    public boolean isRunning() {
        return entries.isEmpty() || entries.stream().anyMatch(entry -> entry.word() == OperationWord.PENDING);
    }

    /** How many entries are as they will stay, or may take any time. */
    public long settled() {
        return entries.stream()
                .filter(entry -> entry.word() != OperationWord.PENDING)
                .count();
    }

    /**
     * What became of one entry.
     *
     * @param position from 0
     * @param resourceType its FHIR type; null when it could not be read
     * @param id its FHIR logical id; null when it could not be read
     * @param outcome how it ended; {@link Outcome#ACCEPTED} when it has not
     * @param blame who has to act; null when nobody has
     * @param version the version that it came to; null when there is none
     * @param task the registry's task that was followed, or is; null when there was none
     * @param word where the task stands, or the one that is furthest from its end; null when there was none
     * @param words what the registry or the gateway has to say of it, for its sender only
     */
    public record Entry(
            int position,
            @Nullable String resourceType,
            @Nullable String id,
            Outcome outcome,
            @Nullable Blame blame,
            @Nullable Long version,
            @Nullable String task,
            @Nullable OperationWord word,
            List<String> words) {
        public Entry {
            Objects.requireNonNull(outcome);
            words = List.copyOf(words);
        }

        /** Interrupted, but the registry had captured it: its task tells its end. */
        Entry followed() {
            return outcome == Outcome.INTERRUPTED && word != null && word.isOpen()
                    ? new Entry(position, resourceType, id, Outcome.ACCEPTED, blame, version, task, word, words)
                    : this;
        }

        /** The same, told by another position. */
        public Entry at(int place) {
            return new Entry(place, resourceType, id, outcome, blame, version, task, word, words);
        }

        @Override
        public String toString() {
            return "Entry[" + position + " " + outcome + "]";
        }
    }
}
