package dev.fhirgateway.ledger.jobs;

import dev.fhirgateway.ledger.BatchStatus;
import dev.fhirgateway.ledger.OperationWord;
import dev.fhirgateway.ledger.Outcome;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of entries of a job up to now.
 *
 * @param persisted the registry has them
 * @param accepted the registry has captured them
 * @param pending those of the accepted that are expected to end soon; the others wait for a person, or are overdue
 * @param unchanged were delivered before, so nothing was sent
 * @param superseded were not sent because of a newer one
 * @param failed will not be delivered by this job
 * @param undone were taken into work, and are still to be delivered
 */
public record JobCounts(
        int persisted, int accepted, int pending, int unchanged, int superseded, int failed, int undone) {
    static final JobCounts NONE = new JobCounts(0, 0, 0, 0, 0, 0, 0);

    /**
     * Of entries.
     *
     * @param size how many entries there are; those that are not known are to be delivered
     * @param over whether nothing more of them is sent
     */
    static JobCounts of(Collection<BatchStatus.Entry> known, int size, boolean over) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        known.forEach(entry -> counts.merge(entry.outcome(), 1, Integer::sum));
        int pending = (int) known.stream()
                .filter(entry -> entry.outcome() == Outcome.ACCEPTED && entry.word() == OperationWord.PENDING)
                .count();
        int retried = count(counts, Outcome.UNDELIVERED) + count(counts, Outcome.INTERRUPTED);
        return new JobCounts(
                count(counts, Outcome.PERSISTED),
                count(counts, Outcome.ACCEPTED),
                pending,
                count(counts, Outcome.UNCHANGED),
                count(counts, Outcome.SUPERSEDED),
                count(counts, Outcome.REJECTED) + (over ? retried : 0),
                over ? 0 : retried + size - known.size());
    }

    private static int count(Map<Outcome, Integer> counts, Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /** How many are as they will stay, or are in the hands of the registry. */
    public int done() {
        return persisted + accepted + unchanged + superseded + failed;
    }
}
