package dev.fhirgateway.upsert;

import java.util.List;
import java.util.Objects;

/**
 * A batch of a dry run, with all that would be sent for it.
 *
 * @param translated the batch after translation
 * @param relationships the relationships that would be made, in the order of the entries
 * @param unresolved the references that lead nowhere
 */
public record PlannedBatch(
        TranslatedBatch translated,
        List<RegistryCommand.CreateRelationship> relationships,
        List<Unresolved> unresolved) {
    public PlannedBatch {
        Objects.requireNonNull(translated);
        relationships = List.copyOf(relationships);
        unresolved = List.copyOf(unresolved);
    }
}
