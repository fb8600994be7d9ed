package dev.fhirgateway.sandbox.catalog;

import dev.fhirgateway.registry.Cardinality;
import dev.fhirgateway.registry.RelationshipDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * How many relationships of one type a record may have ({@code registry-side 8}). Only the most counts: a record comes
 * before its relationships, so that a least could never be reached.
 */
final class RelationshipCardinality {
    private RelationshipCardinality() {}

    /**
     * Whether there may be one more.
     *
     * @param atFrom how many of the type start at the one record already
     * @param atTo how many of the type lead to the other record already
     * @return the ends that have no room, at {@code from} and {@code to}; empty when both have
     */
    static List<Violation> oneMore(RelationshipDefinition definition, int atFrom, int atTo) {
        List<Violation> found = new ArrayList<>();
        check("from", definition.from().cardinality(), atFrom, found);
        check("to", definition.to().cardinality(), atTo, found);
        return List.copyOf(found);
    }

    private static void check(String end, Cardinality allowed, int present, List<Violation> found) {
        if (present >= allowed.max().orElse(Integer.MAX_VALUE)) {
            String reason = "has a relationship of this type already, where " + allowed.text() + " are allowed";
            found.add(new Violation(ProfileRule.CARDINALITY, end, reason));
        }
    }
}
