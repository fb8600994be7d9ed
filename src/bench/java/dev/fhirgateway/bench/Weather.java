package dev.fhirgateway.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What the calls of a {@link StubRegistry} meet.
 *
 * @param latencyMin milliseconds, of the fastest
 * @param latencyMax milliseconds, of the slowest; all between are as likely
 * @param oneIn one call in so many meets trouble; 0 for none
 * @param random whether chance decides which one, and not the count of calls
 * @param troubles what they meet, in turn: an HTTP status, {@code reset-before} or {@code reset-after} it was stored
 * @param retryAfter seconds, told with a status; 0 tells none
 */
record Weather(int latencyMin, int latencyMax, int oneIn, boolean random, List<String> troubles, int retryAfter) {
    static final String RESET_BEFORE = "reset-before";
    static final String RESET_AFTER = "reset-after";

    /** Always as fast, and no trouble. */
    static Weather fair(int latency) {
        return new Weather(latency, latency, 0, false, List.of(), 0);
    }

    /** Trouble at each n-th call. */
    static Weather storm(int latency, int oneIn, int retryAfter, String... troubles) {
        return new Weather(latency, latency, oneIn, false, List.of(troubles), retryAfter);
    }

    /** Any latency up to this, and trouble by chance. */
    static Weather changeable(int latencyMax, int oneIn, String... troubles) {
        return new Weather(0, latencyMax, oneIn, true, List.of(troubles), 0);
    }

    static Weather read(JsonObject json) {
        return new Weather(
                json.getInteger("latencyMin"),
                json.getInteger("latencyMax"),
                json.getInteger("oneIn"),
                json.getBoolean("random"),
                json.getJsonArray("troubles").stream().map(String::valueOf).toList(),
                json.getInteger("retryAfter"));
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("latencyMin", latencyMin)
                .put("latencyMax", latencyMax)
                .put("oneIn", oneIn)
                .put("random", random)
                .put("troubles", troubles)
                .put("retryAfter", retryAfter);
    }
}
