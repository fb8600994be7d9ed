package dev.fhirgateway.jobs;

import dev.fhirgateway.jobs.WorkingChunk.Phase;
import dev.fhirgateway.ledger.jobs.Chunks;
import dev.fhirgateway.ledger.jobs.Job;
import dev.fhirgateway.ledger.jobs.JobChunk;
import dev.fhirgateway.ledger.journal.JournalEntry;
import dev.fhirgateway.settings.JobSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job in work: its chunks that have no end yet, and where the next one begins. Used with the lock of the runner held. */
final class RunningJob implements AutoCloseable {
    /** Then no more are cut: what rests holds records, and its names are in memory. */
    private static final int MOST_RESTING = 20;

    private final JobJournal journal;
    private final Chunks chunks;
    private final JobSettings settings;
    private final JobEntries again;
    private final ChunkCutter cutter;
    private final List<WorkingChunk> working = new ArrayList<>();
    private Job job;
    private int nextChunk;
    private @Nullable Round unsaid;

    private RunningJob(Job job, JobJournal journal, Chunks chunks, JobSettings settings, Instant now) {
        this.job = job;
        this.journal = journal;
        this.chunks = chunks;
        this.settings = settings;
        this.again = new JobEntries(journal::from);
        Optional<JobChunk> last = chunks.last(job);
        int next = last.map(chunk -> chunk.first() + chunk.entries()).orElse(0);
        this.nextChunk = last.map(chunk -> chunk.number() + 1).orElse(0);
        this.cutter = new ChunkCutter(new JobEntries(journal::from), next, job.entries());
        chunks.open(job).forEach(chunk -> working.add(WorkingChunk.found(chunk, again.at(chunk.positions()), now)));
    }

    /** Goes on with it where the ledger says that it stopped. */
    static RunningJob open(Job job, JobJournal journal, Chunks chunks, JobSettings settings, Instant now) {
        try {
            return new RunningJob(job, journal, chunks, settings, now);
        } catch (RuntimeException | Error fault) {
            journal.close();
            throw fault;
        }
    }

    Job job() {
        return job;
    }

    /** As it is in the ledger by now. */
    void is(Job known) {
        job = known;
    }

    /** The chunks that have no end yet. */
    List<WorkingChunk> working() {
        return working;
    }

    boolean isIdle() {
        return working.stream().noneMatch(chunk -> chunk.phase() == Phase.SENT);
    }

    /** Whether nothing more of it will be sent, and all that was is over. */
    boolean isSent() {
        return working.isEmpty() && unsaid == null && (cutter.isAtEnd() || job.isCancelled());
    }

    /** The entries at these positions. */
    List<JournalEntry> at(List<Integer> positions) {
        return again.at(positions);
    }

    /**
     * What is to be sent next, when the ledger has been told of it; empty when nothing is for now.
     *
     * @param atMost how many entries
     */
    Optional<Round> next(int atMost, boolean probe, Instant now) {
        if (unsaid == null) {
            unsaid = again(atMost, probe, now).or(() -> cut(atMost, now)).orElse(null);
        }
        Round round = unsaid;
        if (round == null) {
            return Optional.empty();
        }
        chunks.begin(round.chunk());
        unsaid = null;
        round.begin().run();
        return Optional.of(round);
    }

    private Optional<Round> again(int atMost, boolean probe, Instant now) {
        return working.stream()
                .filter(chunk -> probe ? chunk.phase() == Phase.RESTING : chunk.isDue(now))
                .findFirst()
                .map(chunk -> {
                    List<Integer> left = chunk.chunk().positions();
                    JobChunk round = chunk.chunk().again(left.subList(0, Math.min(atMost, left.size())));
                    return new Round(job, round, again.at(round.positions()), () -> chunk.sendAgain(round, now));
                });
    }

    private Optional<Round> cut(int atMost, Instant now) {
        if (job.isCancelled() || working.size() >= MOST_RESTING + settings.chunksAtOnce()) {
            return Optional.empty();
        }
        int first = cutter.position();
        List<JournalEntry> entries = cutter.next(atMost, this::isInWork);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        JobChunk chunk = JobChunk.cut(job, nextChunk++, first, entries.size());
        return Optional.of(new Round(job, chunk, entries, () -> working.add(WorkingChunk.sent(chunk, entries, now))));
    }

    private boolean isInWork(String record) {
        return working.stream().anyMatch(chunk -> chunk.holds(record));
    }

    /** A round of it is over. */
    void over(String batchId) {
        working.stream()
                .filter(chunk ->
                        chunk.phase() == Phase.SENT && chunk.chunk().batchId().equals(batchId))
                .forEach(WorkingChunk::over);
    }

    @Override
    public void close() {
        journal.close();
    }
}
