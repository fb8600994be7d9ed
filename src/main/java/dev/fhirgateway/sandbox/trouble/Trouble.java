package dev.fhirgateway.sandbox.trouble;

import java.time.Duration;

/**
 * What one call meets: first it waits, then it has its effect.
 *
 * @param latency real time, whatever the sandbox's clock says
 * @param effect what else
 */
public record Trouble(Duration latency, Effect effect) {
    /** No trouble. */
    public static final Trouble NONE = new Trouble(Duration.ZERO, new Effect.None());

    /** An effect at once. */
    public static Trouble of(Effect effect) {
        return new Trouble(Duration.ZERO, effect);
    }
}
