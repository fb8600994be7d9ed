package dev.fhirgateway.registry;

import java.time.Instant;

/**
 * The forms of task ids that the registry gives out, by kind of task ({@code source 000}). For making ids only: who
 * reads one treats it as opaque, because older forms without a prefix are still about.
 */
public enum TaskId {
    /** The write of one record. */
    SINGLE("s_"),
    /** Many operations, each for itself. */
    BULK("bk_"),
    /** Many operations, all or none. */
    BUNDLE("bd_"),
    /** The emptying of a collection. */
    PURGE("pg_");

    private final String prefix;

    TaskId(String prefix) {
        this.prefix = prefix;
    }

    /** A new task id of this kind, made at {@code now}. */
    public String next(Instant now) {
        return prefix + Ksuid.next(now);
    }
}
