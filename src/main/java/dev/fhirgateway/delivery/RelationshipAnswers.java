package dev.fhirgateway.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.ledger.EntryMemory;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Related;
import dev.fhirgateway.upsert.UpsertEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a refusal means for a relationship. The registry makes relationships and changes them, but has no upsert of one
 * alone ({@code registry-side 3}), so that one which is there already is no failure.
 */
final class RelationshipAnswers {
    private RelationshipAnswers() {}

    /**
     * What comes of the refusal: the patch that has to follow, the end when there is nothing to change, or that a record
     * at one of its ends is not there, for which it waits then; empty when it is an error like any other.
     */
    static Optional<EntryState> refused(
            RegistryCommand.CreateRelationship create, RegistryError error, Function<UpsertEntry, EntryMemory> memory) {
        if (error.type() == ErrorType.ALREADY_EXISTS) {
            return Optional.of(alreadyThere(create));
        }
        return error.type() == ErrorType.NOT_FOUND || error.type() == ErrorType.FAILED_PRECONDITION
                ? Optional.of(ParkedWrites.park(create, List.of(), memory))
                : Optional.empty();
    }

    private static EntryState alreadyThere(RegistryCommand.CreateRelationship create) {
        if (!(create.payload().path("data") instanceof ObjectNode data) || data.isEmpty()) {
            return new Related(create.entry());
        }
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        data.properties().forEach(property -> patch.addObject()
                .put("op", "add")
                .put("path", "/" + property.getKey().replace("~", "~0").replace("/", "~1"))
                .set("value", property.getValue()));
        return new RegistryCommand.PatchRelationship(create.entry(), create.record(), patch);
    }
}
