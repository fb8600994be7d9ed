package dev.fhirgateway.delivery.window;

import java.time.Duration;
import java.util.List;

/**
 * How the window stood at one moment.
 *
 * @param circuit whether calls are made at all
 * @param limit the most calls at once; 0 while none are made
 * @param inFlight calls whose turn has come and is not over
 * @param waiting calls whose turn has not come
 * @param oldestWait how long the oldest of them has waited; zero when none waits
 * @param untilProbe how long until a call is let through to see whether the trouble is over; zero when calls are let
 *     through
 * @param troubles what keeps calls from being made, a sentence each; also for sources of their own. Empty when all is
 *     well
 */
public record WindowState(
        Circuit circuit,
        int limit,
        int inFlight,
        int waiting,
        Duration oldestWait,
        Duration untilProbe,
        List<String> troubles) {
    public WindowState {
        troubles = List.copyOf(troubles);
    }

    /** Whether calls are made. */
    public enum Circuit {
        /** They are. */
        CLOSED,
        /** They are not: the registry fails. */
        OPEN,
        /** One is, or the next one will be, and the others wait for its outcome. */
        HALF_OPEN,
        /** They are not: the registry refuses the API key. */
        KEY_REFUSED
    }
}
