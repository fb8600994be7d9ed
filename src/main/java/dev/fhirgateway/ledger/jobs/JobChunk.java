package dev.fhirgateway.ledger.jobs;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Some entries of a job that are delivered together, or were, and what is left of them.
 *
 * @param job the number of the job
 * @param jobId its name
 * @param number of the chunk, from 0
 * @param first the position of its first entry
 * @param entries how many entries it has, one after the other
 * @param round the last one, from 0
 * @param tries how many rounds failed while others did not
 * @param positions of the entries in that round
 * @param isOver whether nothing more of it is sent
 */
public record JobChunk(
        long job,
        String jobId,
        int number,
        int first,
        int entries,
        int round,
        int tries,
        List<Integer> positions,
        boolean isOver) {
    public JobChunk {
        Objects.requireNonNull(jobId);
        positions = List.copyOf(positions);
    }

    /** A new one, of entries from one position on. */
    public static JobChunk cut(Job job, int number, int first, int entries) {
        return new JobChunk(job.number(), job.id(), number, first, entries, 0, 0, range(first, entries), false);
    }

    static List<Integer> range(int first, int entries) {
        return IntStream.range(first, first + entries).boxed().toList();
    }

    /** The name of the batch that the last round is, which tells what became of its entries. */
    public String batchId() {
        return batchId(round);
    }

    String batchId(int which) {
        return jobId + "." + number + (which == 0 ? "" : "." + which);
    }

    /** The next round of it. */
    public JobChunk again(List<Integer> left) {
        return new JobChunk(job, jobId, number, first, entries, round + 1, tries, left, false);
    }

    /** The same, with what is left of it in the place of its last round. */
    public JobChunk with(List<Integer> left) {
        return new JobChunk(job, jobId, number, first, entries, round, tries, left, isOver);
    }

    /** The same, after so many rounds that failed while others did not. */
    public JobChunk tried(int times) {
        return new JobChunk(job, jobId, number, first, entries, round, times, positions, isOver);
    }
}
