package dev.fhirgateway.jobs;

import java.time.Duration;

/** How long what has failed rests before it is sent again. */
final class RoundPause {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 6;

    private RoundPause() {}

    /** @param inVain how many rounds in a row none of the entries got an end */
    static Duration after(int inVain) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(inVain, DOUBLINGS));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
