package dev.fhirgateway.upsert;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of the parts of a lane, which were worked on one after the other.
 *
 * @param states in the order in which they ended
 */
public record EndedLane(List<EntryState> states) {
    public EndedLane {
        states = List.copyOf(states);
    }

    /**
     * The results that nothing that follows can change: of what is accepted its task may tell more before the batch ends,
     * and of an entry that asks for relationships those may fail.
     */
    public List<UpsertResult> finals() {
        List<UpsertResult> finals = new ArrayList<>(states.size());
        for (EntryState state : states) {
            if (state instanceof Delivered delivered
                    && delivered.relationships().isEmpty()) {
                addFinal(finals, delivered.result());
            } else if (state instanceof UpsertResult result) {
                addFinal(finals, result);
            }
        }
        return finals;
    }

    private static void addFinal(List<UpsertResult> finals, UpsertResult result) {
        if (!(result instanceof UpsertResult.Accepted)) {
            finals.add(result);
        }
    }

    /** Whether the lane comes back, when the records of its batch are all there. */
    public boolean asksForRelationships() {
        return states.stream()
                .anyMatch(state -> state instanceof Delivered delivered
                        && !delivered.relationships().isEmpty());
    }
}
