package dev.fhirgateway.delivery;

import dev.fhirgateway.upsert.TaskOperation.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which bulk endpoints the registry has not enabled ({@code registry-side 14.21}). A 403 of one of them tells nothing
 * about the API key: the single calls that follow find that out.
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

    /** Whether a bulk request makes sense now. */
    boolean takes(String source, Target target) {
        Instant until = off.get(new Endpoint(source, target));
        return until == null || clock.instant().isAfter(until);
    }

    /** It was refused with this status, which may mean that there is no such endpoint. */
    void refused(String source, Target target, int status) {
        if (!NOT_ENABLED.contains(status)) {
            return;
        }
        boolean news = takes(source, target);
        off.put(new Endpoint(source, target), clock.instant().plus(retry));
        if (news) {
            LOG.warn(
                    "The registry takes no bulk requests for {} of source {} ({}); they are sent one by one, and it is"
                            + " tried again in {} s",
                    plural(target),
                    source,
                    status,
                    retry.toSeconds());
        }
    }

    /** It was taken. */
    void taken(String source, Target target) {
        if (off.remove(new Endpoint(source, target)) != null) {
            LOG.info("The registry takes bulk requests for {} of source {} again", plural(target), source);
        }
    }

    private static String plural(Target target) {
        return target.name().toLowerCase(Locale.ROOT) + "s";
    }

    private record Endpoint(String source, Target target) {}
}
