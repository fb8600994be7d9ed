package dev.fhirgateway.sandbox.record;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Does all operations or none ({@code registry-side 5}). All of them are tried even when one is refused, so that the
 * caller learns of every problem; then all is taken back.
 */
final class Bundle {
    private final Function<Operation.Target, Runnable> memory;

    /** @param memory remembers what an operation on this target may change, and gives the way back to it */
    Bundle(Function<Operation.Target, Runnable> memory) {
        this.memory = memory;
    }

    /** The outcome of each operation. */
    List<Outcome> carryOut(List<Operation> operations, Function<Operation, Outcome> effect) {
        Deque<Runnable> waysBack = new ArrayDeque<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Operation operation : operations) {
            waysBack.push(memory.apply(operation.target()));
            outcomes.add(effect.apply(operation));
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
