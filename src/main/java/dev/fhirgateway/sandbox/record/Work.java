package dev.fhirgateway.sandbox.record;

import dev.fhirgateway.registry.PurgeRequest;
import dev.fhirgateway.registry.TaskId;
import java.util.List;

/** What one task carries out. Nothing but data, so that it can wait in a file as well. */
public sealed interface Work {
    /** The source that knows the task. */
    String sourceKey();

    /** What the task's id tells it to be. */
    TaskId kind();

    /** Those that get a receipt each, in order. */
    List<Operation> operations();

    /** One write. */
    static Work single(Operation operation) {
        return new Writes(operation.target().sourceKey(), TaskId.SINGLE, List.of(operation));
    }

    /**
     * Writes in the order given. Those of a bundle are all done or none ({@code registry-side 5}), others each for itself
     * ({@code registry-side 12}).
     */
    record Writes(String sourceKey, TaskId kind, List<Operation> operations) implements Work {
        public Writes {
            operations = List.copyOf(operations);
        }
    }

    /** The emptying of a collection ({@code registry-side 6}), which has no receipts. */
    record Purge(String sourceKey, PurgeRequest request) implements Work {
        @Override
        public TaskId kind() {
            return TaskId.PURGE;
        }

        @Override
        public List<Operation> operations() {
            return List.of();
        }
    }
}
