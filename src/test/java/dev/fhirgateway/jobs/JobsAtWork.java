package dev.fhirgateway.jobs;

import dev.fhirgateway.MovableClock;
import dev.fhirgateway.ledger.BatchStatus;
import dev.fhirgateway.ledger.Ledger;
import dev.fhirgateway.ledger.jobs.Chunks;
import dev.fhirgateway.ledger.jobs.Job;
import dev.fhirgateway.ledger.jobs.JobProgress;
import dev.fhirgateway.ledger.jobs.JobResults;
import dev.fhirgateway.ledger.jobs.Jobs;
import dev.fhirgateway.ledger.jobs.NewJob;
import dev.fhirgateway.ledger.journal.Journal;
import dev.fhirgateway.ledger.journal.JournalWriter;
import dev.fhirgateway.settings.BrokenBodies;
import dev.fhirgateway.settings.HandOvers;
import dev.fhirgateway.settings.JobSettings;
import dev.fhirgateway.settings.LargeBatches;
import dev.fhirgateway.settings.LedgerSettings;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;

/** A runner on a ledger and a journal of its own, before a registry that does what a test says. */
final class JobsAtWork implements AutoCloseable, JobRegistry {
    static final String SOURCE = "zz-clinic";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final MovableClock clock;
    final JobRunner runner;
    final Jobs jobs;
    final Chunks chunks;
    final Journal journal;
    private final Ledger ledger;
    final List<String> givenUp = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, UpsertBatch> underWay = new HashMap<>();
    private Readiness readiness = Readiness.OPEN;
    private Instant written = Instant.MIN;
    private Instant answered = Instant.MIN;
    private Instant down = Instant.MIN;

    JobsAtWork(LedgerSettings settings, MovableClock clock, int chunk, int atOnce) {
        this.clock = clock;
        ledger = Ledger.open(settings, clock, ForkJoinPool.commonPool());
        journal = Journal.in(settings.folder(), ledger.vault());
        jobs = new Jobs(ledger.reader(), ledger.writer(), clock, ZoneOffset.UTC);
        chunks = new Chunks(ledger.reader(), ledger.writer(), clock);
        runner = new JobRunner(
                jobs,
                chunks,
                journal,
                this,
                (entries, rounds) -> handle -> {
                    entries.forEach(entry -> givenUp.add(entry.origin().batchId() + " " + entry.id() + " " + rounds));
                    return true;
                },
                new JobSettings(
                        LargeBatches.REFUSE,
                        HandOvers.NEVER,
                        1 << 20,
                        BrokenBodies.REFUSE,
                        chunk,
                        atOnce,
                        3,
                        Duration.ofDays(1)),
                PATIENCE,
                clock);
    }

    /** A job of Patients of these ids. */
    Job admit(String id, String client, String... patients) {
        Origin origin =
                new Origin(id, client, SOURCE, clock.instant(), clock.instant().plus(PATIENCE));
        try (JournalWriter writer = journal.create(id)) {
            for (int i = 0; i < patients.length; i++) {
                writer.add(new UpsertEntry(
                        origin,
                        i,
                        OriginalBytes.copyOf(("{\"id\":\"" + patients[i] + "\"}").getBytes(StandardCharsets.UTF_8)),
                        "Patient",
                        patients[i],
                        List.of()));
            }
            writer.commit();
        }
        return runner.admit(new NewJob(id, SOURCE, client, false, clock.instant(), patients.length, null));
    }

    /** What is sent now; the ledger has it as a batch under way. */
    List<List<String>> due() {
        List<List<String>> patients = new ArrayList<>();
        for (UpsertBatch batch : runner.due()) {
            ledger.records().begin(batch);
            underWay.put(batch.origin().batchId(), batch);
            patients.add(batch.entries().stream().map(UpsertEntry::id).toList());
        }
        return patients;
    }

    /** All that is under way is answered: stored, but for these. */
    void answer(Predicate<String> fails) {
        List.copyOf(underWay.keySet()).forEach(batchId -> answer(batchId, fails));
    }

    private void answer(String batchId, Predicate<String> fails) {
        UpsertBatch batch = underWay.remove(batchId);
        List<UpsertResult> results = new ArrayList<>();
        clock.move(Duration.ofMillis(10));
        for (UpsertEntry entry : batch.entries()) {
            boolean failed = fails.test(entry.id());
            ledger.records()
                    .entry(entry)
                    .called(new RecordName("patient", String.valueOf(entry.id())), 3, failed ? 503 : 200);
            if (!failed) {
                takes();
            }
            results.add(failed ? undelivered(entry) : stored(entry));
        }
        ledger.records()
                .end(BatchReport.of(batch, results))
                .toCompletableFuture()
                .join();
        runner.over(batch);
    }

    private UpsertResult stored(UpsertEntry entry) {
        return new UpsertResult.Persisted(entry, true, "1", clock.instant(), null);
    }

    private static UpsertResult undelivered(UpsertEntry entry) {
        return new UpsertResult.Undelivered(
                entry, Blame.REGISTRY_UNAVAILABLE, List.of(new Problem("transient", entry.root(), "down")));
    }

    void become(Readiness now) {
        readiness = now;
    }

    /** The registry takes something of somebody else. */
    void takes() {
        written = clock.instant();
        answered = written;
    }

    /** The registry answers a question of somebody else. */
    void answers() {
        answered = clock.instant();
    }

    JobProgress progress(Job job) {
        return jobs.progress(jobs.find(job.asked().client(), SOURCE, job.id()).orElseThrow());
    }

    List<BatchStatus.Entry> results(Job job) {
        List<BatchStatus.Entry> results = new ArrayList<>();
        new JobResults(chunks, job).forEachRemaining(results::add);
        return results;
    }

    @Override
    public Readiness readiness(String source) {
        return readiness;
    }

    @Override
    public Instant lastWritten() {
        return written;
    }

    /** The registry is down, and back at once. */
    void falters() {
        down = clock.instant();
    }

    @Override
    public Instant lastDown() {
        return down;
    }

    @Override
    public Instant lastAnswered() {
        return answered;
    }

    @Override
    public void close() {
        journal.close();
        ledger.close();
    }
}
