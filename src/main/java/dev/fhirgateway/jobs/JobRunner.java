package dev.fhirgateway.jobs;

import dev.fhirgateway.jobs.WorkingChunk.Phase;
import dev.fhirgateway.ledger.jobs.Chunks;
import dev.fhirgateway.ledger.jobs.Job;
import dev.fhirgateway.ledger.jobs.JobState;
import dev.fhirgateway.ledger.jobs.Jobs;
import dev.fhirgateway.ledger.jobs.NewJob;
import dev.fhirgateway.ledger.journal.Journal;
import dev.fhirgateway.settings.JobSettings;
import dev.fhirgateway.upsert.UpsertBatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Says what of the jobs is to be sent next, and looks at what came of it. Of one client and source, one job at a time is
 * sent, in the order of admission: so their records go forward only. What it has to know after a restart is in the ledger.
 */
public final class JobRunner {
    /** So many entries may be in memory at once: of this many jobs, their chunks. */
    private static final int JOBS_AT_ONCE = 8;

    private static final Duration AFTER_FAULT = Duration.ofSeconds(2);

    private final Jobs jobs;
    private final Chunks chunks;
    private final Journal journal;
    private final JobRegistry registry;
    private final JobSettings settings;
    private final Duration patience;
    private final Clock clock;
    private final Settlement settlement;
    private final Following following;
    private final Map<Long, RunningJob> running = new LinkedHashMap<>();
    private final List<UpsertBatch> ready = new ArrayList<>();
    private final Queue<String> over = new ConcurrentLinkedQueue<>();
    private volatile boolean changed = true;
    private volatile boolean stopping;
    private volatile Instant notBefore = Instant.MIN;

    /**
     * @param journal where their entries are
     * @param registry how the registry does
     * @param givenUp what is to be written of entries that fail for good although others do not
     * @param patience how long one round may be tried
     */
    public JobRunner(
            Jobs jobs,
            Chunks chunks,
            Journal journal,
            JobRegistry registry,
            GivenUp givenUp,
            JobSettings settings,
            Duration patience,
            Clock clock) {
        this.jobs = jobs;
        this.chunks = chunks;
        this.journal = journal;
        this.registry = registry;
        this.settings = settings;
        this.patience = patience;
        this.clock = clock;
        this.settlement = new Settlement(chunks, registry, givenUp, settings.tries(), clock);
        this.following = new Following(jobs, chunks, clock);
    }

    /**
     * Admits a job whose journal is on the disk.
     *
     * @throws dev.fhirgateway.ledger.LedgerUnavailable when the ledger does not take it
     */
    public Job admit(NewJob job) {
        Job admitted = jobs.admit(job);
        changed = true;
        return admitted;
    }

    /**
     * Goes on with a batch that is over, as with a job.
     *
     * @throws dev.fhirgateway.ledger.LedgerUnavailable when the ledger does not take it
     */
    public Job handOver(NewJob job) {
        Job admitted = jobs.handOver(job);
        changed = true;
        return admitted;
    }

    /** What is not yet sent of a job is not to be sent. */
    public void cancel(Job job) {
        jobs.cancel(job);
        changed = true;
    }

    /** From now on nothing more is sent; what is under way is finished by others. */
    public void stop() {
        stopping = true;
    }

    /** Whether some of a batch that {@link #due} gave was sent before. */
    static boolean isSentAgain(UpsertBatch batch) {
        return batch.origin().isSentAgain();
    }

    /** A batch that {@link #due} gave is over; what became of its entries is in the ledger. Waits for nothing. */
    public void over(UpsertBatch batch) {
        over.add(batch.origin().batchId());
    }

    /**
     * The batches that are to be sent now. Waits for the ledger.
     *
     * @throws dev.fhirgateway.ledger.LedgerUnavailable when the ledger cannot be used; the next time goes on from there
     */
    public synchronized List<UpsertBatch> due() {
        if (stopping || clock.instant().isBefore(notBefore)) {
            return List.of();
        }
        for (String batchId = over.poll(); batchId != null; batchId = over.poll()) {
            String ended = batchId;
            running.values().forEach(job -> job.over(ended));
        }
        refresh();
        running.values().forEach(settlement::settle);
        endSent();
        following.look();
        running.values().forEach(this::addReady);
        List<UpsertBatch> due = List.copyOf(ready);
        ready.clear();
        return due;
    }

    private void refresh() {
        if (!changed) {
            return;
        }
        changed = false;
        try {
            Set<String> senders = new HashSet<>();
            for (Job job : jobs.open()) {
                if (job.state() == JobState.FOLLOWED) {
                    following.add(job);
                } else if (job.state() == JobState.WAITING && job.isCancelled() && !running.containsKey(job.number())) {
                    jobs.end(job);
                } else if (senders.add(job.asked().source() + " " + job.asked().client())) {
                    take(job);
                }
            }
        } catch (RuntimeException | Error fault) {
            changed = true;
            throw fault;
        }
    }

    private void take(Job job) {
        RunningJob known = running.get(job.number());
        if (known != null) {
            known.is(job);
        } else if (running.size() < JOBS_AT_ONCE) {
            running.put(
                    job.number(),
                    RunningJob.open(job, JobJournal.open(journal, job.id()), chunks, settings, clock.instant()));
        }
    }

    private void endSent() {
        for (RunningJob job : List.copyOf(running.values())) {
            if (job.isSent()) {
                jobs.follow(job.job());
                job.close();
                running.remove(job.job().number());
                following.add(job.job());
                changed = true;
            }
        }
    }

    private void addReady(RunningJob job) {
        Readiness readiness = registry.readiness(job.job().asked().source());
        boolean probe = readiness == Readiness.PROBE;
        if (readiness == Readiness.CLOSED || (probe && !isIdle())) {
            return;
        }
        int room = (probe ? 1 : settings.chunksAtOnce()) - sent(job);
        Optional<Round> next = next(job, room, probe);
        while (next.isPresent()) {
            Instant now = clock.instant();
            ready.add(next.get().batch(now, now.plus(patience)));
            next = next(job, --room, probe);
        }
    }

    private Optional<Round> next(RunningJob job, int room, boolean probe) {
        return room <= 0 ? Optional.empty() : job.next(probe ? 1 : settings.chunk(), probe, clock.instant());
    }

    private boolean isIdle() {
        return running.values().stream().allMatch(RunningJob::isIdle);
    }

    private static int sent(RunningJob job) {
        return (int) job.working().stream()
                .filter(chunk -> chunk.phase() == Phase.SENT)
                .count();
    }

    /** Looking for what is to be sent came to nothing; after a while another look goes on from there. */
    void failed() {
        notBefore = clock.instant().plus(AFTER_FAULT);
    }
}
