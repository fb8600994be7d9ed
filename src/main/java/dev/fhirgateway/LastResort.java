package dev.fhirgateway;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens with a fault that nothing has caught. Without memory the process ends at once, so that whoever watches it
 * starts it anew: one that lives on without some of its threads takes requests and never answers them. What was
 * acknowledged is in the ledger. Of any other fault the kind is logged, and where; its message could hold data.
 */
final class LastResort implements UncaughtExceptionHandler {
    /** The exit code of a process that had no memory left; the one that the JVM itself takes for that. */
    static final int OUT_OF_MEMORY = 3;

    private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);

    private final IntConsumer halt;

    /** @param halt ends the process with this exit code, and does nothing else first */
    LastResort(IntConsumer halt) {
        this.halt = halt;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable fault) {
        if (fault instanceof OutOfMemoryError) {
            halt.accept(OUT_OF_MEMORY); // nothing else: there may be no memory for as much as a line of log
            return;
        }
        StackTraceElement[] places = fault.getStackTrace();
        LOG.error(
                "internal fault in thread {}: {} at {}",
                thread.getName(),
                fault.getClass().getName(),
                places.length == 0 ? "an unknown place" : places[0]);
    }
}
