package dev.fhirgateway.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Times the calls to the registry, and counts how many an entry takes. Safe for use by many threads. */
public final class RegistryCallMeter {
    private static final int OPERATIONS_AT_MOST = 20;

    private final MeterRegistry registry;
    private final BoundedLabel operations = new BoundedLabel(OPERATIONS_AT_MOST);
    private final DistributionSummary tries;

    /** Makes its meters. */
    public RegistryCallMeter(MeterRegistry registry) {
        this.registry = registry;
        this.tries = DistributionSummary.builder("gateway.registry.tries")
                .description("How many calls it took until one was final, or none was left")
                .baseUnit("calls")
                .serviceLevelObjectives(1, 2, 3, 5, 10)
                .register(registry);
    }

    /**
     * The registry answered.
     *
     * @param operation what was asked of it, such as {@code put-resource}; one of a few names of ours
     * @param status the HTTP status
     * @param took from the first byte sent to the last one read
     */
    public void answered(String operation, int status, Duration took) {
        record(operation, status == 429 ? "429" : status / 100 + "xx", took);
    }

    /**
     * It did not.
     *
     * @param operation as above
     * @param fault why; only its kind is told
     * @param took until the fault
     */
    public void failed(String operation, Throwable fault, Duration took) {
        record(operation, kind(fault), took);
    }

    /** A record or a relationship came to its end, whatever that was, after so many calls. */
    public void tries(int calls) {
        tries.record(calls);
    }

    private void record(String operation, String outcome, Duration took) {
        Timer.builder("gateway.registry.calls")
                .description("Calls to the registry, by the class of their status or the kind of their fault")
                .tags("operation", operations.of(operation), "outcome", outcome)
                .serviceLevelObjectives(Buckets.CALL)
                .register(registry)
                .record(took);
    }

    /** Of the innermost cause that tells it, for clients wrap faults in their own. */
    private static String kind(Throwable fault) {
        String kind = BoundedLabel.OTHER;
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            String told = kindOf(cause);
            kind = told.equals(BoundedLabel.OTHER) ? kind : told;
        }
        return kind;
    }

    private static String kindOf(Throwable fault) {
        if (fault instanceof InterruptedIOException || fault instanceof TimeoutException) {
            return "timeout";
        }
        if (fault instanceof ConnectException
                || fault instanceof UnknownHostException
                || fault instanceof NoRouteToHostException) {
            return "unreachable";
        }
        if (fault instanceof SSLException) {
            return "tls";
        }
        return fault instanceof IOException ? "connection" : BoundedLabel.OTHER;
    }
}
