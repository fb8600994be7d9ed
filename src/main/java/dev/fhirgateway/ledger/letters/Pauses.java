package dev.fhirgateway.ledger.letters;

import java.time.Duration;
import java.time.Instant;

/** When a letter is sent again that was not delivered. */
final class Pauses {
    /** Replays in a row that came to nothing while the registry answered; then it is the fault of the record. */
    static final int ROUNDS = 5;

    /** A route that feeds may send the same again by itself before. */
    static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Pauses() {}

    /** @param rounds how many came to nothing */
    static Instant next(int rounds, Instant now) {
        Duration grown = AFTER_FAILURE.multipliedBy(1L << Math.min(rounds, ROUNDS));
        return now.plus(grown.compareTo(LONGEST) < 0 ? grown : LONGEST);
    }
}
