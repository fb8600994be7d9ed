package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What one task carries out.
 *
 * @param sourceKey the source that knows the task
 * @param kind what the task's id tells it to be
 * @param operations those that get a receipt each, in order; none for a purge
 * @param effect does it all, as of the given moment, and gives the outcome of each operation
 */
record Work(String sourceKey, TaskId kind, List<Operation> operations, Function<Instant, List<Outcome>> effect) {
    /** One write. */
    static Work single(Operation operation) {
        return each(operation.target().sourceKey(), TaskId.SINGLE, List.of(operation));
    }

    /** Many writes in the order given, each for itself ({@code registry-side 12}). */
    static Work bulk(String sourceKey, List<Operation> operations) {
        return each(sourceKey, TaskId.BULK, operations);
    }

    private static Work each(String sourceKey, TaskId kind, List<Operation> operations) {
        return new Work(sourceKey, kind, operations, at -> operations.stream()
                .map(operation -> operation.effect().apply(at))
                .toList());
    }
}
