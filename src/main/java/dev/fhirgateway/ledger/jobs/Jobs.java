package dev.fhirgateway.ledger.jobs;

import dev.fhirgateway.ledger.LedgerReader;
import dev.fhirgateway.ledger.LedgerWriter;
import dev.fhirgateway.ledger.balance.BalanceTable;
import dev.fhirgateway.ledger.balance.End;
import dev.fhirgateway.upsert.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The jobs of a gateway, as they stand. All is read and written on the calling thread, which waits until what it writes
 * is committed; what the ledger cannot do ends in {@link dev.fhirgateway.ledger.LedgerUnavailable}.
 */
public final class Jobs {
    private static final Duration LATELY = Duration.ofSeconds(60);
    private static final int FORGOTTEN_AT_ONCE = 20;

    private final LedgerReader reader;
    private final LedgerWriter writer;
    private final Clock clock;
    private final ZoneId zone;

    /**
     * @param clock tells when something happened
     * @param zone in which the days of the balance begin
     */
    public Jobs(LedgerReader reader, LedgerWriter writer, Clock clock, ZoneId zone) {
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
        this.zone = zone;
    }

    /** Admits a job whose journal is on the disk. From now on it survives whatever happens to the gateway. */
    public Job admit(NewJob job) {
        String day = LocalDate.ofInstant(job.receivedAt(), zone).toString();
        return writer.written(handle -> {
            Job admitted = JobTable.insert(handle, job);
            BalanceTable.receivedJob(handle, day, job.id(), job.source(), job.entries());
            return admitted;
        });
    }

    /** Admits a job whose first part is a batch that is over: what of it has no end is still to be delivered. */
    public Job handOver(NewJob job) {
        return writer.written(handle -> {
            Job admitted = JobTable.insert(handle, job);
            ChunkTable.begin(handle, JobChunk.cut(admitted, 0, 0, job.entries()));
            JobTable.start(handle, admitted.number(), job.receivedAt());
            BalanceTable.handedOver(handle, job.id(), job.id() + Origin.FIRST_PART);
            return admitted;
        });
    }

    /** Those that have not ended, in the order of their admission. */
    public List<Job> open() {
        return reader.read(JobTable::open);
    }

    /** One of a client and source; empty when there is none. */
    public Optional<Job> find(String client, String source, String id) {
        return reader.read(handle -> JobTable.find(handle, client, source, id));
    }

    /** How far a job is. */
    public JobProgress progress(Job job) {
        return reader.read(handle -> progress(handle, job));
    }

    /** The jobs of a client and source, the latest first. */
    public List<JobProgress> list(String client, String source, int atMost) {
        return reader.read(handle -> JobTable.list(handle, client, source, atMost).stream()
                .map(job -> progress(handle, job))
                .toList());
    }

    private JobProgress progress(Handle handle, Job job) {
        Instant now = clock.instant();
        Instant since = now.minus(LATELY);
        Instant started = job.startedAt();
        double seconds = started == null || started.isBefore(since)
                ? LATELY.toSeconds()
                : Math.max(1, Duration.between(started, now).toMillis() / 1000.0);
        return new JobProgress(
                job,
                ChunkTable.counts(handle, job.number()),
                ChunkTable.endedAfter(handle, job.number(), since) / seconds);
    }

    /** Nothing more of it is to be sent. It is over when what is under way has ended. */
    public void cancel(Job job) {
        writer.written(handle -> {
            JobTable.cancel(handle, job.number(), clock.instant());
            return true;
        });
    }

    /** All of it is sent that will be; the registry works on what it has accepted. */
    public void follow(Job job) {
        writer.written(handle -> {
            JobTable.follow(handle, job.number());
            return true;
        });
    }

    /** Nothing more happens by itself. */
    public void end(Job job) {
        writer.written(handle -> {
            BalanceTable.endedOfJob(handle, job.number(), End.ANSWERED, JobTable.uncut(handle, job.number()));
            JobTable.end(handle, job.number(), clock.instant());
            return true;
        });
    }

    /** It is not to be known any more. */
    public void forget(Job job) {
        writer.written(handle -> {
            JobTable.forget(handle, job.number());
            return true;
        });
    }

    /** Whether there is a job of this name, of whomever. */
    public boolean isKnown(String id) {
        return reader.read(handle -> JobTable.isKnown(handle, id));
    }

    /**
     * Forgets jobs that ended before a time, some at once.
     *
     * @return their names, for their journals to be taken out; none when there are no more
     */
    public List<String> forget(Instant endedBefore) {
        return writer.written(handle -> JobTable.forget(handle, endedBefore, FORGOTTEN_AT_ONCE));
    }

    /** What there is of jobs. */
    public JobTotals totals() {
        return reader.read(handle -> new JobTotals(
                handle.createQuery("SELECT state, count(*) FROM job GROUP BY state")
                        .map((row, context) -> Map.entry(JobState.of(row.getString(1)), row.getLong(2)))
                        .collectToMap(Map.Entry::getKey, Map.Entry::getValue),
                JobTable.open(handle).stream()
                        .filter(job -> !job.isCancelled() && job.state() != JobState.FOLLOWED)
                        .mapToLong(job -> job.entries()
                                - (long) ChunkTable.counts(handle, job.number()).done())
                        .sum()));
    }
}
