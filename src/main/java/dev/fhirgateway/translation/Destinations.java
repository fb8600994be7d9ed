package dev.fhirgateway.translation;

import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RelationshipDraft;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the records that the ends of relationships stand for, among the records of one batch and by the rules of ids. */
final class Destinations {
    private final BatchIndex batch;
    private final Set<String> bases;

    Destinations(BatchIndex batch, Set<String> bases) {
        this.batch = batch;
        this.bases = bases;
    }

    /** A type that the mapping gives tells what is looked for, and names what is not in the batch. */
    Destination of(RelationshipDraft.End end) {
        if (end instanceof RelationshipDraft.Known known) {
            return new Destination.Found(known.record());
        }
        RelationshipDraft.Referred referred = (RelationshipDraft.Referred) end;
        return of(FhirReference.read(referred.reference(), bases), Optional.ofNullable(referred.type()));
    }

    private Destination of(FhirReference reference, Optional<String> type) {
        if (reference instanceof FhirReference.Literal literal) {
            return new Destination.Found(batch.find(literal).orElseGet(() -> byRule(literal, type)));
        }
        if (reference instanceof FhirReference.Urn urn) {
            return only(batch.find(urn), type, "with this id");
        }
        if (reference instanceof FhirReference.ByIdentifier identifier) {
            return only(batch.find(identifier), type, "with this identifier");
        }
        return new Destination.Unknown(((FhirReference.Nowhere) reference).reason());
    }

    private static Destination only(Collection<RecordName> all, Optional<String> type, String what) {
        List<RecordName> found = all.stream()
                .filter(record -> type.isEmpty() || type.get().equals(record.type()))
                .toList();
        if (found.size() == 1) {
            return new Destination.Found(found.iterator().next());
        }
        return new Destination.Unknown(
                found.isEmpty()
                        ? "this batch stored no resource " + what + "; a resend helps once it is in the same batch"
                        : "this batch stored " + found.size() + " resources " + what
                                + "; a resend helps once it is one");
    }

    /** Of a resource that is not in the batch: its name follows from type and id alone. */
    private static RecordName byRule(FhirReference.Literal literal, Optional<String> type) {
        String rule = literal.type().substring(0, 1).toLowerCase(Locale.ROOT)
                + literal.type().substring(1);
        return new RecordName(type.orElse(rule), RegistryIdEscape.encode(literal.id()));
    }
}
