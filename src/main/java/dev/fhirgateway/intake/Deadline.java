package dev.fhirgateway.intake;

import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Until when a batch may be sent: as long after its admission as the operator allows, and never so long that the
 * answer could come too late for a client that has told how long it waits. Of what a client tells, a margin is kept for
 * writing the answer and for its way: a twentieth, and at least 50 ms. A dry run sends nothing, and is answered whole.
 */
final class Deadline {
    private static final Duration LEAST_MARGIN = Duration.ofMillis(50);
    private static final int MARGIN_PARTS = 20;

    private final Duration longest;

    Deadline(Duration longest) {
        this.longest = Objects.requireNonNull(longest);
    }

    /** The instant of admission itself when the client waits for less than the margin: then nothing is sent at all. */
    Instant of(UpsertRequest request, Instant receivedAt) {
        if (request.preference() == Preference.DRY_RUN) {
            return Instant.MAX;
        }
        return receivedAt.plus(request.timeout() == null ? longest : within(request.timeout()));
    }

    private Duration within(Duration told) {
        Duration margin = longer(told.dividedBy(MARGIN_PARTS), LEAST_MARGIN);
        Duration left = longer(told.minus(margin), Duration.ZERO);
        return left.compareTo(longest) < 0 ? left : longest;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
