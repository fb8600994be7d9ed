package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.letters.LetterOfRecord;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger tells of a record.
 *
 * @param record which one
 * @param state what is known of it now
 * @param inWork the deliveries that are under way
 * @param history the deliveries that are over for their batch, the last one first
 * @param parked the relationships that its last version asked for and that had to wait for another record
 * @param letters its dead letters, the last one first
 * @param next to be asked for with the ones before these; null when these go back as far as it is known
 * @param full whether what was sent may be shown as it was sent
 */
public record RecordLife(
        RecordId record,
        RecordState state,
        List<Arrival> inWork,
        List<Delivery> history,
        List<ParkedState> parked,
        List<LetterOfRecord> letters,
        @Nullable Long next,
        boolean full) {
    public RecordLife {
        Objects.requireNonNull(record);
        Objects.requireNonNull(state);
        inWork = List.copyOf(inWork);
        history = List.copyOf(history);
        parked = List.copyOf(parked);
        letters = List.copyOf(letters);
    }

    /**
     * How a version of it came in.
     *
     * @param batchId the batch
     * @param position in the batch, from 0
     * @param client who sent it
     * @param receivedAt when
     */
    public record Arrival(String batchId, int position, String client, Instant receivedAt) {
        public Arrival {
            Objects.requireNonNull(batchId);
            Objects.requireNonNull(client);
            Objects.requireNonNull(receivedAt);
        }
    }

    /**
     * One version that came in.
     *
     * @param number of it in the ledger
     * @param arrival how it came in
     * @param endedAt when it was known what became of it
     * @param outcome how it ended; {@link Outcome#ACCEPTED} when it has not
     * @param blame the code of who has to act; null when nobody has
     * @param version the version that it came to; null when there is none
     * @param status of the registry's last answer; null when there was none
     * @param tries how many calls were made for it
     * @param mapping the version of the mapping that made what was sent; null when nothing was
     * @param words why it ended so, without what was sent; null when there is nothing to say
     * @param tasks of the registry that carry it out, or did
     * @param sent what was sent
     */
    public record Delivery(
            long number,
            Arrival arrival,
            Instant endedAt,
            Outcome outcome,
            @Nullable String blame,
            @Nullable Long version,
            @Nullable Integer status,
            int tries,
            @Nullable String mapping,
            @Nullable String words,
            List<Task> tasks,
            Sent sent) {
        public Delivery {
            Objects.requireNonNull(arrival);
            Objects.requireNonNull(endedAt);
            Objects.requireNonNull(outcome);
            Objects.requireNonNull(sent);
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * A task of the registry, as far as it is about the record.
     *
     * @param id the registry's name for it
     * @param word where it stands
     * @param openedAt when the registry made it
     * @param polls how many times the registry has told how it stands
     * @param nextPoll when it is asked again; null when it is not
     * @param sends how many times it was sent in all
     * @param words what the registry has to say of it, without what was sent; null for nothing
     */
    public record Task(
            String id,
            OperationWord word,
            Instant openedAt,
            int polls,
            @Nullable Instant nextPoll,
            int sends,
            @Nullable String words) {
        public Task {
            Objects.requireNonNull(id);
            Objects.requireNonNull(word);
            Objects.requireNonNull(openedAt);
        }
    }

    /**
     * What was sent to the registry.
     *
     * @param json an array of {@code {record, body}}, as it was sent; null when it is not to be seen
     * @param why it is not to be seen; null when it is, or nothing was sent
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    public record Sent(byte @Nullable [] json, @Nullable String why) {
        static final Sent NOTHING = new Sent(null, null);

        @Override
        public String toString() {
            return "Sent[" + (json == null ? 0 : json.length) + "]";
        }
    }
}
