package dev.fhirgateway.registry;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The forms of task ids that the registry gives out, by kind of task ({@code source 000}). For making ids, and for
 * showing what kind one is; who sends one back treats it as opaque, because older forms are still about.
 */
public enum TaskId {
    /** The write of one record. */
    SINGLE("s_", "s_"),
    /** Many operations, each for itself. */
    BULK("bk_", ""),
    /** Many operations, all or none. */
    BUNDLE("bd_", ""),
    /** The emptying of a collection. */
    PURGE("pg_", "purge:");

    private final String prefix;
    private final String deprecatedPrefix;

    TaskId(String prefix, String deprecatedPrefix) {
        this.prefix = prefix;
        this.deprecatedPrefix = deprecatedPrefix;
    }

    /** A new task id of this kind, made at {@code now}. */
    public String next(Instant now) {
        return prefix + Ksuid.next(now);
    }

    /** The deprecated form of an id in the current form; the same where its kind has no other. */
    public static String deprecated(String taskId) {
        return Arrays.stream(values())
                .filter(kind -> taskId.startsWith(kind.prefix))
                .map(kind -> kind.deprecatedPrefix + taskId.substring(kind.prefix.length()))
                .findFirst()
                .orElse(taskId);
    }

    /** The ids in the current form that an id in any form may stand for: several where it does not tell the kind. */
    public static List<String> currentForms(String taskId) {
        if (Arrays.stream(values()).anyMatch(kind -> taskId.startsWith(kind.prefix))) {
            return List.of(taskId);
        }
        return Arrays.stream(values())
                .filter(kind -> kindOf(taskId).map(kind::equals).orElse(kind.deprecatedPrefix.isEmpty()))
                .map(kind -> kind.prefix + taskId.substring(kind.deprecatedPrefix.length()))
                .toList();
    }

    /** The kind of task that an id tells; empty for an id without a prefix, which a bulk or a bundle may have. */
    public static Optional<TaskId> kindOf(String taskId) {
        return Arrays.stream(values())
                .filter(kind -> taskId.startsWith(kind.prefix)
                        || (!kind.deprecatedPrefix.isEmpty() && taskId.startsWith(kind.deprecatedPrefix)))
                .findFirst();
    }
}
