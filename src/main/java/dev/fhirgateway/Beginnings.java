package dev.fhirgateway;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * What begins, in the same threads as what goes on, and behind it: only one beginning for each thread stands in their
 * line at a time, and the next one at its end when that is done. So a call that can be made now, and an answer that has
 * come, wait for a check or two, and not for those of every entry that has been read. Beginnings come in the order in
 * which they were given, and each of them comes: the line only moves forward.
 */
final class Beginnings implements Executor {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final Executor threads;
    private final Semaphore places;

    /**
     * @param threads have one line for all
     * @param places how many beginnings may stand in it
     */
    Beginnings(Executor threads, int places) {
        this.threads = threads;
        this.places = new Semaphore(places);
    }

    @Override
    public void execute(Runnable beginning) {
        waiting.add(beginning);
        lineUp();
    }

    private void lineUp() {
        if (places.tryAcquire()) {
            standInLine();
        }
    }

    private void standInLine() {
        try {
            threads.execute(this::next);
        } catch (RejectedExecutionException closing) { // what was taken is done all the same
            for (Runnable left = waiting.poll(); left != null; left = waiting.poll()) {
                left.run();
            }
        }
    }

    private void next() {
        Runnable beginning = waiting.poll();
        try {
            if (beginning != null) {
                beginning.run();
            }
        } finally {
            if (waiting.isEmpty()) {
                places.release();
                if (!waiting.isEmpty()) { // it came between the two
                    lineUp();
                }
            } else {
                standInLine();
            }
        }
    }
}
