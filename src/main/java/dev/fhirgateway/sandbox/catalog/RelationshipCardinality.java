package dev.fhirgateway.sandbox.catalog;

import dev.fhirgateway.registry.Cardinality;
import dev.fhirgateway.registry.RelationshipDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * How many relationships of one type a record may have ({@code registry-side 8}). Only the most counts: a record comes
 * before its relationships, so that a least could never be reached.
 */
final class RelationshipCardinality {
    private RelationshipCardinality() {}

    /**
     * Whether there may be one more.
     *
     * @param atFrom counts those of the type that start at the one record already; asked only when there is a most
     * @param atTo counts those of the type that lead to the other record already; asked likewise
     * @return the ends that have no room, at {@code from} and {@code to}; empty when both have
     */
    static List<Violation> oneMore(RelationshipDefinition definition, IntSupplier atFrom, IntSupplier atTo) {
        List<Violation> found = new ArrayList<>();
        check("from", definition.from().cardinality(), atFrom, found);
        check("to", definition.to().cardinality(), atTo, found);
        return List.copyOf(found);
    }

    private static void check(String end, Cardinality allowed, IntSupplier present, List<Violation> found) {
        if (allowed.max().isPresent() && present.getAsInt() >= allowed.max().getAsInt()) {
            String reason = "has a relationship of this type already, where " + allowed.text() + " are allowed";
            found.add(new Violation(ProfileRule.CARDINALITY, end, reason));
        }
    }
}
