package dev.fhirgateway.jobs;

import dev.fhirgateway.jobs.WorkingChunk.Phase;
import dev.fhirgateway.ledger.BatchStatus;
import dev.fhirgateway.ledger.Outcome;
import dev.fhirgateway.ledger.jobs.Chunks;
import dev.fhirgateway.ledger.jobs.JobChunk;
import dev.fhirgateway.upsert.UpsertEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides about chunks whose round is over: they end, or what is left of them rests until it is sent again. What fails
 * while nothing else gets through waits for as long as it takes; what fails by itself is tried a number of times.
 */
final class Settlement {
    private final Chunks chunks;
    private final JobRegistry registry;
    private final GivenUp givenUp;
    private final int tries;
    private final Clock clock;

    /**
     * @param givenUp what is to be written of entries that fail for good
     * @param tries after how many rounds an entry has failed for good that fails while others do not
     */
    Settlement(Chunks chunks, JobRegistry registry, GivenUp givenUp, int tries, Clock clock) {
        this.chunks = chunks;
        this.registry = registry;
        this.givenUp = givenUp;
        this.tries = tries;
        this.clock = clock;
    }

    void settle(RunningJob job) {
        for (WorkingChunk chunk : List.copyOf(job.working())) {
            boolean over = chunk.phase() == Phase.OVER;
            if (over || (chunk.phase() == Phase.RESTING && job.job().isCancelled())) {
                settle(job, chunk);
            }
        }
    }

    private void settle(RunningJob job, WorkingChunk working) {
        SortedMap<Integer, BatchStatus.Entry> known = chunks.entries(working.chunk());
        List<Integer> left = left(working.chunk(), known);
        JobChunk chunk = failedAlone(job, working, left)
                ? working.chunk().tried(working.chunk().tries() + 1)
                : working.chunk();
        boolean over = left.isEmpty() || chunk.tries() >= tries || job.job().isCancelled();
        if (!over) {
            chunks.count(chunk, known, false);
            working.rest(chunk.with(left), job.at(left), clock.instant());
        } else {
            if (left.isEmpty() || job.job().isCancelled()) {
                chunks.count(chunk, known, true);
            } else {
                chunks.count(chunk, known, true, givenUp.written(lastSent(job, chunk, left), chunk.tries()));
            }
            job.working().remove(working);
        }
    }

    private List<UpsertEntry> lastSent(RunningJob job, JobChunk chunk, List<Integer> left) {
        Instant now = clock.instant();
        return new Round(job.job(), chunk, job.at(chunk.positions()), () -> {})
                .batch(now, now).entries().stream()
                        .filter(entry -> left.contains(chunk.positions().get(entry.index())))
                        .toList();
    }

    private static List<Integer> left(JobChunk chunk, SortedMap<Integer, BatchStatus.Entry> known) {
        return IntStream.range(chunk.first(), chunk.first() + chunk.entries())
                .filter(position -> isLeft(known.get(position)))
                .boxed()
                .toList();
    }

    private static boolean isLeft(BatchStatus.@Nullable Entry entry) {
        return entry == null || entry.outcome() == Outcome.UNDELIVERED || entry.outcome() == Outcome.INTERRUPTED;
    }

    /** The registry took a write since it was sent; or at least answers now, and took one since the chunk was begun. */
    private boolean othersGotThrough(WorkingChunk working) {
        return registry.lastWritten().isAfter(working.sentAt())
                || (registry.lastWritten().isAfter(working.since())
                        && registry.lastAnswered().isAfter(working.sentAt()));
    }

    /** Whether all that is left was sent, and came to nothing, while the registry took something else. */
    private boolean failedAlone(RunningJob job, WorkingChunk working, List<Integer> left) {
        return !working.wasInterrupted()
                && working.chunk().positions().containsAll(left)
                && registry.readiness(job.job().asked().source()) == Readiness.OPEN
                && registry.lastDown().isBefore(working.sentAt())
                && othersGotThrough(working)
                && chunks.triedInVain(working.chunk()) == left.size();
    }
}
