package dev.fhirgateway.translation;

import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RelationshipDraft;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** Finds the records that the ends of relationships stand for, among the records of one batch and by the rules of ids. */
final class Destinations {
    private final BatchIndex batch;
    private final Set<String> bases;

    Destinations(BatchIndex batch, Set<String> bases) {
        this.batch = batch;
        this.bases = bases;
    }

    Destination of(RelationshipDraft.End end) {
        if (end instanceof RelationshipDraft.Known known) {
            return new Destination.Found(known.record());
        }
        RelationshipDraft.Referred referred = (RelationshipDraft.Referred) end;
        Destination found = of(FhirReference.read(referred.reference(), bases));
        return found instanceof Destination.Found at && referred.type() != null
                ? new Destination.Found(
                        new RecordName(referred.type(), at.record().id()))
                : found;
    }

    private Destination of(FhirReference reference) {
        if (reference instanceof FhirReference.Literal literal) {
            return new Destination.Found(batch.find(literal).orElseGet(() -> byRule(literal)));
        }
        if (reference instanceof FhirReference.Urn urn) {
            return only(batch.find(urn), "with this id");
        }
        if (reference instanceof FhirReference.ByIdentifier identifier) {
            return only(batch.find(identifier), "with this identifier");
        }
        return new Destination.Unknown(((FhirReference.Nowhere) reference).reason());
    }

    private static Destination only(Collection<RecordName> found, String what) {
        if (found.size() == 1) {
            return new Destination.Found(found.iterator().next());
        }
        return new Destination.Unknown(
                found.isEmpty()
                        ? "this batch stored no resource " + what
                        : "this batch stored " + found.size() + " resources " + what);
    }

    /** Of a resource that is not in the batch: its name follows from type and id alone. */
    private static RecordName byRule(FhirReference.Literal literal) {
        String type = literal.type().substring(0, 1).toLowerCase(Locale.ROOT)
                + literal.type().substring(1);
        return new RecordName(type, RegistryIdEscape.encode(literal.id()));
    }
}
