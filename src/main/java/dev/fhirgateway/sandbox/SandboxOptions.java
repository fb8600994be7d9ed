package dev.fhirgateway.sandbox;

import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * How a sandbox behaves.
 *
 * @param port loopback port to listen on; 0 for any free one
 * @param apiKey the key that callers have to show
 * @param asyncTypes resource types whose writes are ACCEPTED and done by a task
 * @param taskDelay how long such a task takes, by {@code clock}
 * @param lenientIds whether ids of one character are taken too, which the registry's pattern refuses
 * @param trouble the trouble that calls meet from the start
 * @param clock the sandbox's time; a test that moves it finishes tasks without waiting
 */
public record SandboxOptions(
        int port,
        String apiKey,
        Set<String> asyncTypes,
        Duration taskDelay,
        boolean lenientIds,
        TroubleScript trouble,
        Clock clock) {
    private static final int HIGHEST_PORT = 65_535;

    public SandboxOptions {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and " + HIGHEST_PORT);
        }
        Objects.requireNonNull(apiKey);
        asyncTypes = Set.copyOf(asyncTypes);
        Objects.requireNonNull(taskDelay);
        Objects.requireNonNull(trouble);
        Objects.requireNonNull(clock);
    }

    /** Any free port, key {@code sandbox}, everything persisted at once, tasks of 2 s, strict ids, no trouble, system time. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(
                0, "sandbox", Set.of(), Duration.ofSeconds(2), false, TroubleScript.empty(), Clock.systemUTC());
    }

    public SandboxOptions withPort(int newPort) {
        return new SandboxOptions(newPort, apiKey, asyncTypes, taskDelay, lenientIds, trouble, clock);
    }

    public SandboxOptions withApiKey(String newApiKey) {
        return new SandboxOptions(port, newApiKey, asyncTypes, taskDelay, lenientIds, trouble, clock);
    }

    public SandboxOptions withAsyncTypes(Set<String> newAsyncTypes) {
        return new SandboxOptions(port, apiKey, newAsyncTypes, taskDelay, lenientIds, trouble, clock);
    }

    public SandboxOptions withTaskDelay(Duration newTaskDelay) {
        return new SandboxOptions(port, apiKey, asyncTypes, newTaskDelay, lenientIds, trouble, clock);
    }

    public SandboxOptions withLenientIds(boolean newLenientIds) {
        return new SandboxOptions(port, apiKey, asyncTypes, taskDelay, newLenientIds, trouble, clock);
    }

    public SandboxOptions withTrouble(TroubleScript newTrouble) {
        return new SandboxOptions(port, apiKey, asyncTypes, taskDelay, lenientIds, newTrouble, clock);
    }

    public SandboxOptions withClock(Clock newClock) {
        return new SandboxOptions(port, apiKey, asyncTypes, taskDelay, lenientIds, trouble, newClock);
    }

    @Override
    public String toString() {
        return "SandboxOptions[port=" + port + ", apiKey=***, asyncTypes=" + asyncTypes + ", taskDelay=" + taskDelay
                + ", lenientIds=" + lenientIds + ", trouble=" + trouble + "]";
    }
}
