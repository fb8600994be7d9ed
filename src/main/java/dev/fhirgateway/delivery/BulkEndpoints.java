package dev.fhirgateway.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which endpoints for many writes the registry has not enabled ({@code registry-side 14.21}). A 403 of one of them tells
 * nothing about the API key: the single calls that follow find that out.
 */
final class BulkEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(BulkEndpoints.class);
    private static final Set<Integer> NOT_ENABLED = Set.of(403, 404, 405, 501);

    private final Map<Endpoint, Instant> off = new ConcurrentHashMap<>();
    private final Duration retry;
    private final Clock clock;

    /** @param retry how long one that is not enabled is let alone */
    BulkEndpoints(Duration retry, Clock clock) {
        this.retry = retry;
        this.clock = clock;
    }

    /** Whether such a request makes sense now. */
    boolean takes(String source, BulkShape shape) {
        return takes(Endpoint.of(source, shape));
    }

    private boolean takes(Endpoint endpoint) {
        Instant until = off.get(endpoint);
        return until == null || clock.instant().isAfter(until);
    }

    /** It was refused with this status. Gives whether that means that there is no such endpoint. */
    boolean refused(String source, BulkShape shape, int status) {
        if (!NOT_ENABLED.contains(status)) {
            return false;
        }
        Endpoint endpoint = Endpoint.of(source, shape);
        boolean news = takes(endpoint);
        off.put(endpoint, clock.instant().plus(retry));
        if (news) {
            LOG.warn(
                    "The registry takes no {} of source {} ({}); it goes without, and tries again in {} s",
                    endpoint.what(),
                    source,
                    status,
                    retry.toSeconds());
        }
        return true;
    }

    /** It was taken. */
    void taken(String source, BulkShape shape) {
        Endpoint endpoint = Endpoint.of(source, shape);
        if (off.remove(endpoint) != null) {
            LOG.info("The registry takes {} of source {} again", endpoint.what(), source);
        }
    }

    /** @param what is sent there */
    private record Endpoint(String source, String what) {
        static Endpoint of(String source, BulkShape shape) {
            return new Endpoint(source, shape.endpoint());
        }
    }
}
