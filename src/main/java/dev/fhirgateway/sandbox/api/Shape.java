package dev.fhirgateway.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.Identifier;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.registry.RelationshipId;
import dev.fhirgateway.registry.RelationshipReply;
import dev.fhirgateway.registry.SourceIdentifier;
import dev.fhirgateway.registry.WriteReply;
import dev.fhirgateway.registry.WriteStatus;

/**
 * The shape in which records are told: the current one, or the one from before {@code source 004}. In the older one a
 * written resource stands at the root without an envelope, a written relationship below {@code resource}
 * ({@code registry-side 14.3}), a relationship bears the long form of its id, and the identifier that leads back to the
 * source follows the former convention.
 *
 * @param legacy whether it is the older one
 */
record Shape(boolean legacy) {
    /** The answer to a write that has stored this resource. */
    ObjectNode reply(String taskId, RegistryResource resource) {
        return legacy ? untyped(resource).toJson() : new WriteReply(WriteStatus.PERSISTED, taskId, resource).toJson();
    }

    /** The answer to a write that has stored this relationship. */
    ObjectNode reply(String taskId, Relationship relationship) {
        RelationshipReply reply = new RelationshipReply(WriteStatus.PERSISTED, taskId, told(relationship));
        return legacy ? reply.toLegacyJson() : reply.toJson();
    }

    /** The relationship as it is told. */
    Relationship told(Relationship relationship) {
        if (!legacy) {
            return relationship;
        }
        String id = ends(relationship)
                .legacyLong(relationship.from().type(), relationship.to().type());
        return new Relationship(
                id,
                relationship.type(),
                relationship.from(),
                relationship.to(),
                relationship.meta(),
                relationship.data());
    }

    /** The identifier that leads from a resource in a partition back to its source. */
    Identifier lineage(String sourceKey, String type, String id) {
        return legacy ? SourceIdentifier.legacy(sourceKey, id) : SourceIdentifier.current(sourceKey, type, id);
    }

    /** The identifier that leads from a relationship in a partition back to its source. */
    Identifier lineage(String sourceKey, String type, RelationshipId id) {
        return legacy ? SourceIdentifier.legacy(sourceKey, type, id) : SourceIdentifier.current(sourceKey, type, id);
    }

    private static RegistryResource untyped(RegistryResource resource) {
        return new RegistryResource(resource.id(), null, resource.meta(), resource.data(), resource.contained());
    }

    /** The id in the current form, whatever form the relationship tells. */
    static RelationshipId ends(Relationship relationship) {
        return new RelationshipId(relationship.from().id(), relationship.to().id());
    }
}
