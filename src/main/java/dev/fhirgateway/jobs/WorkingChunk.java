package dev.fhirgateway.jobs;

import dev.fhirgateway.ledger.jobs.JobChunk;
import dev.fhirgateway.ledger.journal.JournalEntry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A chunk of which not every entry has its end. Used with the lock of the runner held. */
final class WorkingChunk {
    enum Phase {
        /** A round of it is under way. */
        SENT,
        /** The round is over, and what came of it is not yet looked at. */
        OVER,
        /** Something of it is left, for another time. */
        RESTING
    }

    private JobChunk chunk;
    private Set<String> records;
    private Phase phase;
    private final Instant since;
    private Instant sentAt;
    private Instant notBefore = Instant.MIN;
    private boolean interrupted;
    private int left;
    private int inVain;

    private WorkingChunk(JobChunk chunk, Set<String> records, Phase phase, boolean interrupted, Instant now) {
        this.since = now;
        this.sentAt = now;
        this.chunk = chunk;
        this.records = records;
        this.phase = phase;
        this.interrupted = interrupted;
        this.left = chunk.positions().size();
    }

    /** One of which an earlier gateway had sent a round, or was about to. */
    static WorkingChunk found(JobChunk chunk, List<JournalEntry> entries, Instant now) {
        return new WorkingChunk(chunk, records(entries), Phase.OVER, true, now);
    }

    /** One that is sent for the first time now. */
    static WorkingChunk sent(JobChunk chunk, List<JournalEntry> entries, Instant now) {
        return new WorkingChunk(chunk, records(entries), Phase.SENT, false, now);
    }

    private static Set<String> records(List<JournalEntry> entries) {
        return entries.stream()
                .map(ChunkCutter::record)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    JobChunk chunk() {
        return chunk;
    }

    Phase phase() {
        return phase;
    }

    boolean holds(String record) {
        return records.contains(record);
    }

    /** When this gateway began with it. */
    Instant since() {
        return since;
    }

    /** When its last round was sent. */
    Instant sentAt() {
        return sentAt;
    }

    /** Whether its last round was ended by force, and says nothing of its entries. */
    boolean wasInterrupted() {
        return interrupted;
    }

    boolean isDue(Instant now) {
        return phase == Phase.RESTING && !now.isBefore(notBefore);
    }

    /**
     * Something is left of it, and begins to rest.
     *
     * @param rest with the positions of what is left
     */
    void rest(JobChunk rest, List<JournalEntry> entries, Instant now) {
        inVain = rest.positions().size() < left ? 0 : inVain + 1;
        notBefore = interrupted ? now : now.plus(RoundPause.after(inVain));
        interrupted = false;
        left = rest.positions().size();
        chunk = rest;
        records = records(entries);
        phase = Phase.RESTING;
    }

    /** Another round of it is under way. */
    void sendAgain(JobChunk round, Instant now) {
        chunk = round;
        sentAt = now;
        phase = Phase.SENT;
    }

    void over() {
        phase = Phase.OVER;
    }
}
