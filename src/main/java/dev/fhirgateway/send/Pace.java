package dev.fhirgateway.send;

import java.time.Duration;

/** How fast it goes, and when it will be over, as far as can be told from what was read and answered. */
final class Pace {
    private final Inputs inputs;
    private final Tally tally;
    private final Waiting waiting;
    private final long begin = System.nanoTime();
    private final long before;
    private volatile long found;
    private volatile boolean allFound;

    /** @param tally may already hold what an earlier run came to */
    Pace(Inputs inputs, Tally tally, Waiting waiting) {
        this.inputs = inputs;
        this.tally = tally;
        this.waiting = waiting;
        this.before = tally.total();
    }

    /** So many entries were found so far. */
    void found(long count) {
        found = count;
    }

    /** There are no more. */
    void allFound() {
        allFound = true;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** How many entries a second were answered since this run began. */
    long rate() {
        return (tally.total() - before) * 1000 / Math.max(1, elapsed().toMillis());
    }

    Progress.Status status() {
        long answered = tally.total();
        double all = expected();
        double fraction = all > 0 ? Math.min(1, answered / all) : -1;
        long rate = rate();
        String left = all > 0 && rate > 0
                ? ", " + Words.time(Duration.ofSeconds((long) Math.max(0, (all - answered) / rate))) + " left"
                : "";
        String note = waiting.told();
        String counts = tally.told();
        return new Progress.Status(
                fraction,
                Words.number(rate) + "/s" + left + (counts.isEmpty() ? "" : ": " + counts)
                        + (note.isEmpty() ? "" : "; " + note));
    }

    /** As many entries as there will have been; 0 when that cannot be told. */
    private double expected() {
        if (allFound) {
            return found;
        }
        long consumed = inputs.consumed();
        return inputs.size() == Inputs.UNKNOWN || consumed == 0 ? 0 : (double) found * inputs.size() / consumed;
    }
}
