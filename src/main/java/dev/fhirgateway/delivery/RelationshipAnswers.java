package dev.fhirgateway.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Related;
import dev.fhirgateway.upsert.Unresolved;
import java.util.Optional;

/**
 * What a refusal means for a relationship. The registry makes relationships and changes them, but has no upsert of one
 * alone ({@code registry-side 3}), so that one which is there already is no failure.
 */
final class RelationshipAnswers {
    private RelationshipAnswers() {}

    /**
     * What comes of the refusal: the patch that has to follow, the end when there is nothing to change, or that a record
     * at one of its ends is not there; empty when it is an error like any other.
     */
    static Optional<EntryState> refused(RegistryCommand.CreateRelationship create, RegistryError error) {
        if (error.type() == ErrorType.ALREADY_EXISTS) {
            return Optional.of(alreadyThere(create));
        }
        return error.type() == ErrorType.NOT_FOUND || error.type() == ErrorType.FAILED_PRECONDITION
                ? Optional.of(new Unresolved(create.entry(), endMissing(create)))
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

    private static Problem endMissing(RegistryCommand.CreateRelationship create) {
        return new Problem(
                "not-found",
                create.element().get(),
                "relationship " + create.record().type()
                        + " was not made, because the registry has no record at one of its ends; a resend helps once"
                        + " it has");
    }
}
