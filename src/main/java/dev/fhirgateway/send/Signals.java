package dev.fhirgateway.send;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM become a wish to stop. The process then ends with the exit code of the run instead of the signal's,
 * or after a while in any case.
 */
final class Signals implements AutoCloseable {
    private static final long LONGEST_END_SECONDS = 20;

    private final Stop stop;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "send-stop");
    private volatile int code = SendCommand.INTERRUPTED;

    private Signals(Stop stop) {
        this.stop = stop;
    }

    static Signals become(Stop stop) {
        Signals signals = new Signals(stop);
        Runtime.getRuntime().addShutdownHook(signals.hook);
        return signals;
    }

    /** The run is over, and all was told. */
    int ended(int exitCode) {
        code = exitCode;
        return exitCode;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the hook is at work: it ends the process
        }
    }

    private void end() {
        stop.ask();
        try {
            if (!ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                code = SendCommand.INTERRUPTED;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }
}
