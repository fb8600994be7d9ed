package dev.fhirgateway.settings;

import java.time.Duration;
import java.util.List;

/**
 * How long the ledger keeps what waits for somebody.
 *
 * @param parkedFor how long a relationship waits for the record at one of its ends
 * @param idempotencyKeep how long the answer to a batch with an {@code Idempotency-Key} is given again
 * @param lettersKeep how long it is known of a dead letter what settled it
 */
public record KeepSettings(Duration parkedFor, Duration idempotencyKeep, Duration lettersKeep) {
    static final Setting<Duration> PARKED_FOR = Setting.of(
            "gateway.ledger.parked-for",
            Form.days(Duration.ofSeconds(1)),
            "7d",
            "How long a relationship waits for a record at one of its ends that the registry does not have yet. After "
                    + "that it is given up, which the life of the record that asked for it tells.");
    static final Setting<Duration> IDEMPOTENCY_KEEP = Setting.of(
            "gateway.ledger.idempotency-keep",
            Form.days(Duration.ofSeconds(1)),
            "24h",
            "How long the answer to a batch that came with an `Idempotency-Key` is given again, when the same batch comes "
                    + "with the same key. The resources are not kept for it; the oldest answers are forgotten earlier "
                    + "when all of them take more than 64 MB.");
    static final Setting<Duration> LETTERS_KEEP = Setting.of(
            "gateway.dead-letters.keep",
            Form.age(),
            "30d",
            "For how long a dead letter is known after it was settled: replayed, healed, superseded or discarded. One that "
                    + "is open is kept until somebody or something settles it, with the resource as it came: readable for "
                    + "everybody who can read the ledger, unless `gateway.ledger.key` is given.");
    static final SettingGroup GROUP = new SettingGroup(
            "How long the ledger keeps what waits for somebody", List.of(PARKED_FOR, IDEMPOTENCY_KEEP, LETTERS_KEEP));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting
     */
    public KeepSettings {
        PARKED_FOR.require(parkedFor);
        IDEMPOTENCY_KEEP.require(idempotencyKeep);
        LETTERS_KEEP.require(lettersKeep);
    }

    static KeepSettings from(SettingValues values) {
        return new KeepSettings(values.get(PARKED_FOR), values.get(IDEMPOTENCY_KEEP), values.get(LETTERS_KEEP));
    }
}
