package dev.fhirgateway.settings;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How batches are delivered whose answer nobody waits for.
 *
 * @param largeBatches what becomes of a batch over the limits of one that is waited for
 * @param handOvers what becomes of what is left of a batch when its time is over
 * @param maxBytes the largest body of a job, counted after decompression
 * @param brokenBodies what becomes of a body that cannot be read to its end
 * @param chunk how many entries of a job are delivered together, at most
 * @param chunksAtOnce how many such chunks of one job are in work at the same time, at most
 * @param tries how often an entry is delivered anew that fails while others do not
 * @param keep how long a job is known after its end
 */
public record JobSettings(
        LargeBatches largeBatches,
        HandOvers handOvers,
        long maxBytes,
        BrokenBodies brokenBodies,
        int chunk,
        int chunksAtOnce,
        int tries,
        Duration keep) {
    static final Setting<LargeBatches> LARGE_BATCHES = Setting.of(
            "gateway.jobs.large-batches",
            Form.choice(LargeBatches.class),
            "refuse",
            "What becomes of a batch over `gateway.intake.max-entries` or `gateway.intake.max-bytes`: `refuse` answers "
                    + "413, `job` takes it as one that came with `Prefer: respond-async`, and answers 202 with the link "
                    + "to ask at.");
    static final Setting<HandOvers> HAND_OVER = Setting.of(
            "gateway.jobs.hand-over",
            Form.choice(HandOvers.class),
            "asked",
            "What becomes of what is left of a batch when the time of its client is over: `asked` goes on with it as a "
                    + "job, and answers 202 with the link to ask at, when the batch came with `Prefer: respond-async, "
                    + "wait=N` (seconds); `always` does for all; `never` answers it as undelivered.");
    static final Setting<Long> MAX_BYTES = Setting.of(
            "gateway.jobs.max-bytes",
            Form.size("1024GB"),
            "20GB",
            "The largest body of a job, counted after decompression. It takes about a tenth of that in "
                    + "`gateway.ledger.folder` until the job is forgotten.");
    static final Setting<BrokenBodies> BROKEN_BODIES = Setting.of(
            "gateway.jobs.broken-bodies",
            Form.choice(BrokenBodies.class),
            "refuse",
            "What becomes of the body of a job that turns out to be broken, or cut off: `refuse` answers 400 and starts "
                    + "nothing, `keep` takes the entries before the break, and the job says at which byte it was.");
    static final Setting<Integer> CHUNK = Setting.of(
            "gateway.jobs.chunk",
            Form.wholeNumber(1, 10_000),
            "500",
            "How many entries of a job are delivered together, at most: less when they are long, or one record is named "
                    + "twice. Memory grows with it.");
    static final Setting<Integer> CHUNKS_AT_ONCE = Setting.of(
            "gateway.jobs.chunks-at-once",
            Form.wholeNumber(1, 100),
            "2",
            "How many such chunks of one job are in work at the same time, at most.");
    static final Setting<Integer> TRIES = Setting.of(
            "gateway.jobs.tries",
            Form.wholeNumber(1, 1000),
            "5",
            "How often an entry of a job is delivered anew, with all tries of `gateway.delivery.max-tries` each time, "
                    + "when it fails while the registry takes others; then it has failed for good. While the registry "
                    + "is down, entries wait, and that does not count.");
    static final Setting<Duration> KEEP = Setting.of(
            "gateway.jobs.keep",
            Form.days(Duration.ofSeconds(1)),
            "7d",
            "How long a job can be asked about after its end. Then it is forgotten, with the copy of its body.");
    static final SettingGroup GROUP = new SettingGroup(
            "Jobs: batches whose answer nobody waits for",
            List.of(LARGE_BATCHES, HAND_OVER, MAX_BYTES, BROKEN_BODIES, CHUNK, CHUNKS_AT_ONCE, TRIES, KEEP));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting
     */
    public JobSettings {
        Objects.requireNonNull(largeBatches);
        Objects.requireNonNull(handOvers);
        MAX_BYTES.require(maxBytes);
        Objects.requireNonNull(brokenBodies);
        CHUNK.require(chunk);
        CHUNKS_AT_ONCE.require(chunksAtOnce);
        TRIES.require(tries);
        KEEP.require(keep);
    }

    static JobSettings from(SettingValues values) {
        return new JobSettings(
                values.get(LARGE_BATCHES),
                values.get(HAND_OVER),
                values.get(MAX_BYTES),
                values.get(BROKEN_BODIES),
                values.get(CHUNK),
                values.get(CHUNKS_AT_ONCE),
                values.get(TRIES),
                values.get(KEEP));
    }
}
