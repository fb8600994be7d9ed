package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.TaskId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Operations of which all are done or none ({@code registry-side 5}). All of them are tried even when one is refused,
 * so that the caller learns of every problem; then all is taken back.
 */
final class Bundle {
    private final List<Operation> operations;
    private final Function<Operation.Target, Runnable> memory;

    /**
     * @param operations in the order in which they are to be done
     * @param memory remembers what an operation on this target may change, and gives the way back to it
     */
    Bundle(List<Operation> operations, Function<Operation.Target, Runnable> memory) {
        this.operations = List.copyOf(operations);
        this.memory = memory;
    }

    Work work(String sourceKey) {
        return new Work(sourceKey, TaskId.BUNDLE, operations, this::carryOut);
    }

    private List<Outcome> carryOut(Instant at) {
        Deque<Runnable> waysBack = new ArrayDeque<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Operation operation : operations) {
            waysBack.push(memory.apply(operation.target()));
            outcomes.add(operation.effect().apply(at));
        }
        if (outcomes.stream().noneMatch(Outcome.Refused.class::isInstance)) {
            return outcomes;
        }
        waysBack.forEach(Runnable::run);
        return outcomes.stream()
                .map(outcome -> outcome instanceof Outcome.Refused ? outcome : new Outcome.Undone())
                .toList();
    }
}
