package dev.fhirgateway.sandbox.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.Profile;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RelationshipDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Says which records the catalog lets in ({@code registry-side 8}). A type without a profile or definition takes
 * anything when the catalog is lenient ({@code registry-side 14.13}), and is not there when it is strict.
 */
public final class RecordGate {
    private final Catalog catalog;

    public RecordGate(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Why there can be no records of this type on their own; empty when there can. */
    Optional<RegistryError> refusalOfType(String sourceKey, String type) {
        return catalog.useSource(sourceKey).or(() -> catalog.profile(sourceKey, type)
                .map(profile -> profile.kind() == Profile.Kind.ROOT
                        ? Optional.<RegistryError>empty()
                        : Optional.of(Refusals.invalid(
                                List.of("resourceType: is a contained type, which stands only in another record"))))
                .orElseGet(() -> unknown("resource type")));
    }

    /** Why this record cannot be written; empty when it can. */
    public Optional<RegistryError> refusal(String sourceKey, String type, ObjectNode data, ObjectNode contained) {
        return refusalOfType(sourceKey, type).or(() -> catalog.profile(sourceKey, type)
                .map(root -> ProfileValidator.validate(root, data, contained, key -> catalog.profile(sourceKey, key)))
                .flatMap(RecordGate::error));
    }

    /** Why there can be no relationships of this type; empty when there can. */
    Optional<RegistryError> refusalOfRelationshipType(String sourceKey, String type) {
        return catalog.useSource(sourceKey)
                .or(() -> catalog.definition(sourceKey, type).isPresent()
                        ? Optional.empty()
                        : unknown("relationship type"));
    }

    /**
     * Why this relationship cannot be written, its cardinality aside; empty when it can.
     *
     * @param fromType the type that the relationship itself gives its one end
     * @param toType the type that it gives its other end
     */
    public Optional<RegistryError> refusalOfRelationship(
            String sourceKey, String type, String fromType, String toType, ObjectNode data) {
        return refusalOfRelationshipType(sourceKey, type).or(() -> catalog.definition(sourceKey, type)
                .map(definition -> violations(definition, fromType, toType, data))
                .flatMap(RecordGate::error));
    }

    /**
     * Why there cannot be one more relationship of this type between two records; empty when there can.
     *
     * @param atFrom counts those that start at the one record already; asked only when the definition sets a most
     * @param atTo counts those that lead to the other record already
     */
    public Optional<RegistryError> refusalOfOneMore(
            String sourceKey, String type, IntSupplier atFrom, IntSupplier atTo) {
        return catalog.definition(sourceKey, type)
                .map(found -> RelationshipCardinality.oneMore(found, atFrom, atTo))
                .flatMap(RecordGate::error);
    }

    private static List<Violation> violations(
            RelationshipDefinition definition, String fromType, String toType, ObjectNode data) {
        List<Violation> found = new ArrayList<>();
        end("from.type", definition.from(), fromType, found);
        end("to.type", definition.to(), toType, found);
        found.addAll(ProfileValidator.validate(definition.properties(), data));
        return found;
    }

    private static void end(String path, RelationshipDefinition.End end, String type, List<Violation> found) {
        if (!end.profileKey().equals(type)) {
            found.add(new Violation(ProfileRule.TYPE, path, "is not " + end.profileKey()));
        }
    }

    private Optional<RegistryError> unknown(String what) {
        return catalog.isStrict() ? Optional.of(Refusals.notFound(what)) : Optional.empty();
    }

    private static Optional<RegistryError> error(List<Violation> violations) {
        return violations.isEmpty() ? Optional.empty() : Optional.of(Violation.error(violations));
    }
}
