package dev.fhirgateway.upsert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a task stands, operation by operation.
 *
 * @param task the task
 * @param states {@code states.get(i)} is that of {@code task.operations().get(i)}
 */
public record TaskProgress(OpenTask task, List<OperationState> states) {
    public TaskProgress {
        Objects.requireNonNull(task);
        states = List.copyOf(states);
        if (states.size() != task.operations().size()) {
            throw new IllegalArgumentException(
                    states.size() + " states of " + task.operations().size() + " operations");
        }
    }

    /** Whether there are {@link #doubts()}. */
    public boolean isDoubtful() {
        return states.stream().anyMatch(OperationState.Unproven.class::isInstance);
    }

    /** The operations whose records have to be read. */
    public List<TaskDoubt> doubts() {
        List<TaskDoubt> doubts = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i) instanceof OperationState.Unproven unproven) {
                doubts.add(new TaskDoubt(task, task.operations().get(i), unproven.otherwise()));
            }
        }
        return doubts;
    }

    /** The same, with other states for some of the operations. */
    public TaskProgress with(Map<TaskOperation, OperationState> found) {
        Map<TaskOperation, OperationState> left = new HashMap<>(found);
        List<OperationState> next = new ArrayList<>(states);
        for (int i = 0; i < next.size(); i++) {
            OperationState state = left.get(task.operations().get(i));
            if (state != null) {
                next.set(i, state);
            }
        }
        return new TaskProgress(task, next);
    }
}
