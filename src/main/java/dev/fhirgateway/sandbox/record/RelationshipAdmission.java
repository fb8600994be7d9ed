package dev.fhirgateway.sandbox.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RecordRef;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RelationshipWrite;
import dev.fhirgateway.sandbox.catalog.RecordGate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Says which relationships may be there, by the catalog and by what is there already. For one thread at a time. */
final class RelationshipAdmission {
    private final Predicate<RecordKey> isResource;
    private final RecordGate gate;
    private final RelationshipEnds ends;

    RelationshipAdmission(Predicate<RecordKey> isResource, RecordGate gate, RelationshipEnds ends) {
        this.isResource = isResource;
        this.gate = gate;
        this.ends = ends;
    }

    /**
     * Why the relationship cannot be created; empty when it can.
     *
     * @param isThere whether the type has one between these ends
     */
    Optional<RegistryError> refusalOfNew(RecordKey key, RelationshipWrite write, boolean isThere) {
        ObjectNode data = Objects.requireNonNullElseGet(write.data(), JsonNodeFactory.instance::objectNode);
        return refusal(key, write.from(), write.to(), data)
                .or(() -> RelationshipEnds.missing(key.sourceKey(), write, isResource))
                .or(() -> isThere ? Optional.of(alreadyThere()) : Optional.empty())
                .or(() -> gate.refusalOfOneMore(
                        key.sourceKey(),
                        key.type(),
                        () -> ends.startingAt(key.collection(), write.from()),
                        () -> ends.leadingTo(key.collection(), write.to())));
    }

    /** Why there can be no relationship of this type with these ends and this data; empty when there can. */
    Optional<RegistryError> refusal(RecordKey key, RecordRef from, RecordRef to, ObjectNode data) {
        return gate.refusalOfRelationship(key.sourceKey(), key.type(), from.type(), to.type(), data);
    }

    private static RegistryError alreadyThere() {
        return RegistryError.of(
                ErrorType.ALREADY_EXISTS, "there is a relationship of this type between these records already");
    }
}
