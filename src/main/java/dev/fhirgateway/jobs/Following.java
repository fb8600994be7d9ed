package dev.fhirgateway.jobs;

import dev.fhirgateway.ledger.jobs.Chunks;
import dev.fhirgateway.ledger.jobs.Job;
import dev.fhirgateway.ledger.jobs.JobChunk;
import dev.fhirgateway.ledger.jobs.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jobs of which all is sent: each ends when nothing of it is expected to end soon. Used with the lock of the runner held. */
final class Following {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int CHUNKS_AT_ONCE = 20;

    private final Jobs jobs;
    private final Chunks chunks;
    private final Clock clock;

    /** Each with the chunk that is to be looked at next. */
    private final Map<Job, Integer> followed = new LinkedHashMap<>();

    private Instant next = Instant.MIN;

    Following(Jobs jobs, Chunks chunks, Clock clock) {
        this.jobs = jobs;
        this.chunks = chunks;
        this.clock = clock;
    }

    void add(Job job) {
        if (followed.keySet().stream().noneMatch(known -> known.number() == job.number())) {
            followed.put(job, 0);
            next = Instant.MIN;
        }
    }

    /** Looks how they do, about once in a second. */
    void look() {
        Instant now = clock.instant();
        if (followed.isEmpty() || now.isBefore(next)) {
            return;
        }
        List.copyOf(followed.keySet()).forEach(this::look);
        next = now.plus(PAUSE);
    }

    private void look(Job job) {
        int from = followed.getOrDefault(job, 0);
        List<JobChunk> pending = chunks.pending(job, from, CHUNKS_AT_ONCE);
        pending.forEach(chunk -> chunks.count(chunk, chunks.entries(chunk), true));
        if (!pending.isEmpty()) {
            followed.put(job, pending.get(pending.size() - 1).number() + 1);
        } else if (from > 0) {
            followed.put(job, 0);
        } else {
            jobs.end(job);
            followed.remove(job);
        }
    }
}
