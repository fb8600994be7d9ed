package dev.fhirgateway.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The embedded registry.
 *
 * @param port its loopback port, or 0 for any free one
 * @param asyncTypes the resource types whose writes are ACCEPTED and finish later
 * @param taskDelay how long such a task takes
 * @param store the file that its records are kept in; empty for memory
 * @param trouble a script of the trouble that calls meet; empty for none
 * @param strictCatalog whether there is only what its catalog has
 * @param legacy whether it answers in the forms from before May 2025
 * @param lenientIds whether it takes ids of one character too
 */
public record SandboxSettings(
        int port,
        Set<String> asyncTypes,
        Duration taskDelay,
        Optional<Path> store,
        Optional<Path> trouble,
        boolean strictCatalog,
        boolean legacy,
        boolean lenientIds) {
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
    static final Setting<Optional<Path>> STORE = Setting.of(
            "sandbox.store",
            Form.optional(Form.path()),
            "",
            "The SQLite file that the sandbox keeps its records, tasks and catalog in; made when it is not there. With none, they are in memory and lost at the end.");
    static final Setting<Optional<Path>> TROUBLE = Setting.of(
            "sandbox.trouble",
            Form.optional(Form.path()),
            "",
            "A script of the trouble that calls to the sandbox meet, see `src/docs/sandbox.md`. It is read again when it changes.");
    static final Setting<Boolean> STRICT_CATALOG = Setting.of(
            "sandbox.strict-catalog",
            Form.flag(),
            "false",
            "Whether the sandbox takes only records whose source and type its catalog has.");
    static final Setting<Boolean> LEGACY = Setting.of(
            "sandbox.legacy",
            Form.flag(),
            "false",
            "Whether the sandbox answers in the forms from before the registry's change of May 2025.");
    static final Setting<Boolean> LENIENT_IDS = Setting.of(
            "sandbox.lenient-ids", Form.flag(), "false", "Whether the sandbox takes ids of one character too.");
    static final SettingGroup GROUP = new SettingGroup(
            "The sandbox: an embedded registry, used while no registry URL is set",
            List.of(PORT, ASYNC_TYPES, TASK_DELAY, STORE, TROUBLE, STRICT_CATALOG, LEGACY, LENIENT_IDS));

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
        return new SandboxSettings(
                values.get(PORT),
                values.get(ASYNC_TYPES),
                values.get(TASK_DELAY),
                values.get(STORE),
                values.get(TROUBLE),
                values.get(STRICT_CATALOG),
                values.get(LEGACY),
                values.get(LENIENT_IDS));
    }
}
