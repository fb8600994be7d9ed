package dev.fhirgateway.upsert;

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

    /** Whether the lane comes back, when the records of its batch are all there. */
    public boolean asksForRelationships() {
        return states.stream()
                .anyMatch(state -> state instanceof Delivered delivered
                        && !delivered.relationships().isEmpty());
    }
}
