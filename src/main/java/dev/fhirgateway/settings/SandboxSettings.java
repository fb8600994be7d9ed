package dev.fhirgateway.settings;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The embedded registry.
 *
 * @param port its loopback port, or 0 for any free one
 * @param asyncTypes the resource types whose writes are ACCEPTED and finish later
 * @param taskDelay how long such a task takes
 */
public record SandboxSettings(int port, Set<String> asyncTypes, Duration taskDelay) {
    static final Setting<Integer> PORT = Setting.of(
            "sandbox.port",
            Form.wholeNumber(0, 65_535),
            "8081",
            "The loopback port of the sandbox. `0` takes any free one.");
    static final Setting<Set<String>> ASYNC_TYPES = Setting.of(
            "sandbox.async-types",
            Form.listOf(SourceKey.FORM),
            "",
            "Resource types whose writes the sandbox accepts and finishes later, such as `patient,encounter`.");
    static final Setting<Duration> TASK_DELAY = Setting.of(
            "sandbox.task-delay", Form.duration(Duration.ZERO), "2s", "How long such a task of the sandbox takes.");
    static final SettingGroup GROUP = new SettingGroup(
            "The sandbox: an embedded registry, used while no registry URL is set",
            List.of(PORT, ASYNC_TYPES, TASK_DELAY));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting
     */
    public SandboxSettings {
        asyncTypes = Set.copyOf(asyncTypes);
        PORT.require(port);
        ASYNC_TYPES.require(asyncTypes);
        TASK_DELAY.require(taskDelay);
    }

    static SandboxSettings from(SettingValues values) {
        return new SandboxSettings(values.get(PORT), values.get(ASYNC_TYPES), values.get(TASK_DELAY));
    }
}
