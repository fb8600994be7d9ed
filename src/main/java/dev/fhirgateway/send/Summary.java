package dev.fhirgateway.send;

import java.io.PrintStream;
import java.time.Duration;

/** What is told at the end. */
final class Summary {
    private final Tally tally;
    private final FailedFile failed;

    Summary(Tally tally, FailedFile failed) {
        this.tally = tally;
        this.failed = failed;
    }

    /**
     * @param requests how requests went
     * @param time how long this run took
     * @param rate entries a second
     */
    void print(PrintStream out, String requests, Duration time, long rate) {
        out.println(Words.number(tally.total()) + " entries answered, in " + Words.time(time) + " ("
                + Words.number(rate) + "/s)");
        for (Outcome outcome : Outcome.values()) {
            String blames = outcome == Outcome.FAILED && tally.of(outcome) > 0 ? "   " + tally.toldBlames() : "";
            out.printf("  %-10s %12s%s%n", outcome.word(), Words.number(tally.of(outcome)), blames);
        }
        out.println(requests);
        if (tally.of(Outcome.FAILED) > 0) {
            out.println("failed originals: " + failed.originals());
            out.println("and why:          " + failed.reasons());
        }
    }

    /** The exit code of a run that came to its end. */
    int code() {
        return tally.of(Outcome.FAILED) > 0 ? SendCommand.SOME_FAILED : SendCommand.DONE;
    }
}
