package dev.fhirgateway.access;

import dev.fhirgateway.settings.HandOvers;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import dev.fhirgateway.upsert.Wishes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a request is answered, and in which form.
 *
 * @param preference the form; at once with the place to ask at, or a plan
 * @param timeout how long its client waits; null when it does not say
 * @param wishes what else it asks for
 */
record Manner(Preference preference, @Nullable Duration timeout, Wishes wishes) {
    /**
     * What becomes of a request, by what it prefers and by what the gateway allows.
     *
     * @param dry whether nothing may be sent
     * @param late whether it cannot be answered in time anyway: its body is too large, or the registry is down and its
     *     client need not wait
     * @throws dev.fhirgateway.upsert.RequestRefused 400 for a timeout or an idempotency key that is none
     */
    static Manner of(RequestHeaders headers, boolean dry, boolean late, HandOvers handOvers) {
        Prefer prefer = headers.prefer();
        Duration timeout = headers.timeout();
        Wishes wishes = headers.wishes();
        if (dry) {
            return new Manner(Preference.DRY_RUN, timeout, wishes);
        }
        if (late || prefer.atOnce() || (prefer.respondAsync() && handOvers == HandOvers.NEVER)) {
            return new Manner(Preference.ASYNC, timeout, wishes);
        }
        boolean handOver = prefer.respondAsync() || handOvers == HandOvers.ALWAYS;
        return new Manner(
                prefer.minimal() ? Preference.MINIMAL : Preference.REPRESENTATION,
                shorter(timeout, prefer.respondAsync() ? prefer.longest() : null),
                handOver ? wishes.handingOver() : wishes);
    }

    private static @Nullable Duration shorter(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Whether the answer comes later. */
    boolean isJob() {
        return preference == Preference.ASYNC;
    }

    /** Whether it is sent while its client waits. */
    boolean isWaitedFor() {
        return !isJob() && preference != Preference.DRY_RUN;
    }
}
