package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.Receipt;
import java.time.Instant;
import java.util.function.Function;

/**
 * A checked write that waits to be carried out.
 *
 * @param target what it is about
 * @param action what the caller asked for
 * @param effect does it, as of the given moment
 */
record Operation(Target target, Receipt.Action action, Function<Instant, Outcome> effect) {
    /** A write of a resource. */
    Operation(RecordKey key, Receipt.Action action, Function<Instant, Outcome> effect) {
        this(target(key, Receipt.TargetType.RESOURCE), action, effect);
    }

    /** A write of a relationship. */
    static Operation onRelationship(RecordKey key, Receipt.Action action, Function<Instant, Outcome> effect) {
        return new Operation(target(key, Receipt.TargetType.RELATIONSHIP), action, effect);
    }

    private static Target target(RecordKey key, Receipt.TargetType kind) {
        return new Target(key.sourceKey(), kind, key.type(), key.id());
    }

    /**
     * What a receipt names an operation by ({@code registry-side 4}).
     *
     * @param sourceKey source that holds the record
     * @param kind whether the record is a resource or a relationship
     * @param type key of the profile or the relationship definition
     * @param id id of the record
     */
    record Target(String sourceKey, Receipt.TargetType kind, String type, String id) {}
}
