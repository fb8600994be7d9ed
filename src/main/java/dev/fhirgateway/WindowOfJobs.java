package dev.fhirgateway;

import dev.fhirgateway.delivery.window.RegistryWindow;
import dev.fhirgateway.delivery.window.WindowState;
import dev.fhirgateway.jobs.JobRegistry;
import dev.fhirgateway.jobs.Readiness;
import java.time.Clock;
import java.time.Instant;

/**
 * The registry as jobs see it.
 *
 * @param window lets calls through
 * @param taken knows when they were dealt with last
 * @param clock by which it tells times
 */
record WindowOfJobs(RegistryWindow window, TakenCalls taken, Clock clock) implements JobRegistry {
    @Override
    public Readiness readiness(String source) {
        if (window.refusal(source).isPresent()) {
            return Readiness.CLOSED;
        }
        return window.state().circuit() == WindowState.Circuit.CLOSED ? Readiness.OPEN : Readiness.PROBE;
    }

    @Override
    public Instant lastDown() {
        return window.sinceOutage().map(clock.instant()::minus).orElse(Instant.MIN);
    }

    @Override
    public Instant lastWritten() {
        return taken.lastWritten();
    }

    @Override
    public Instant lastAnswered() {
        return taken.lastAnswered();
    }
}
