package dev.fhirgateway.send;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows how it goes: one line that changes on a terminal, a line now and then elsewhere. */
final class Progress implements AutoCloseable {
    private static final Duration ON_TERMINAL = Duration.ofMillis(250);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);
    private static final int BAR = 20;

    /** A line that is broken by the terminal cannot be taken back. */
    private static final int WIDTH = 79;

    private final PrintStream out;
    private final boolean terminal;
    private final Supplier<Status> status;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::show, "send-progress");

    /**
     * @param fraction how much is done, from 0 to 1; less than 0 when that is not known
     * @param words the rest
     */
    record Status(double fraction, String words) {
        String percent() {
            return fraction < 0 ? "" : Math.min(100, (int) (fraction * 100)) + " %, ";
        }
    }

    Progress(PrintStream out, boolean terminal, Supplier<Status> status) {
        this.out = out;
        this.terminal = terminal;
        this.status = status;
    }

    void begin() {
        thread.setDaemon(true);
        thread.start();
    }

    private void show() {
        Duration pause = terminal ? ON_TERMINAL : ELSEWHERE;
        try {
            while (!over.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                print(status.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(Status now) {
        if (terminal) {
            String line = bar(now.fraction()) + now.percent() + now.words();
            out.print("\r" + line.substring(0, Math.min(WIDTH, line.length())) + "\033[K");
            out.flush();
        } else {
            out.println(now.percent() + now.words());
        }
    }

    private static String bar(double fraction) {
        int full = (int) (Math.max(0, Math.min(1, fraction)) * BAR);
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "] ";
    }

    /** Shows the last state, on a terminal, and nothing after that. */
    @Override
    public void close() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (terminal) {
            print(status.get());
            out.println();
        }
    }
}
