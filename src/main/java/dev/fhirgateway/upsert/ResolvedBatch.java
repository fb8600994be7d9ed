package dev.fhirgateway.upsert;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * A batch whose references were followed.
 *
 * @param records the batch as its records were delivered
 * @param commands the relationships to make, a list for each entry that has some
 * @param unresolved the references that lead nowhere
 */
public record ResolvedBatch(
        DeliveredBatch records, List<List<RegistryCommand.CreateRelationship>> commands, List<Unresolved> unresolved) {
    public ResolvedBatch {
        Objects.requireNonNull(records);
        commands = List.copyOf(commands);
        unresolved = List.copyOf(unresolved);
    }

    /** The relationships of one entry after the other: those of one entry are sent one by one. */
    public Iterator<List<RegistryCommand.CreateRelationship>> lanes() {
        return commands.iterator();
    }
}
