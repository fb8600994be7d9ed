package dev.fhirgateway.upsert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A relationship that an entry asks for, whose ends need not be known yet.
 *
 * @param type key of the registry's relationship definition
 * @param from where it starts
 * @param to where it leads
 * @param data its properties, null for none. Read it, never change it
 */
public record RelationshipDraft(String type, End from, End to, @Nullable ObjectNode data) {
    public RelationshipDraft {
        Objects.requireNonNull(type);
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
    }

    /** One end of it. */
    public sealed interface End {}

    /** A record of the registry. */
    public record Known(RecordName record) implements End {
        public Known {
            Objects.requireNonNull(record);
        }
    }

    /**
     * What a FHIR Reference leads to ({@code FHIR R4 references.html}).
     *
     * @param reference the Reference as it was sent. Read it, never change it
     * @param type the registry's resource type of what it leads to; null for that which the FHIR type has as a rule
     */
    public record Referred(ObjectNode reference, @Nullable String type) implements End {
        public Referred {
            Objects.requireNonNull(reference);
        }
    }

    @Override
    public String toString() {
        return "RelationshipDraft[" + type + "]";
    }
}
