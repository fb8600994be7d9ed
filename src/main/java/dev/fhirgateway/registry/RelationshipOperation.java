package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** An operation on a relationship ({@code registry-side 4}, {@code registry-side 5}). */
public sealed interface RelationshipOperation extends WriteOperation {
    /** The relationship. In a bundle its ends may be a {@link RootIdToken} each. */
    RelationshipId id();

    @Override
    default Receipt.TargetType targetType() {
        return Receipt.TargetType.RELATIONSHIP;
    }

    /** Makes a relationship, which must not be there yet. */
    record Create(String type, RelationshipWrite write) implements RelationshipOperation {
        public Create {
            Objects.requireNonNull(type);
            Objects.requireNonNull(write);
        }

        @Override
        public RelationshipId id() {
            return write.id();
        }

        @Override
        public Receipt.Action action() {
            return Receipt.Action.CREATE;
        }

        @Override
        public ObjectNode toJson() {
            return OperationJson.write(action(), OperationJson.named(null, type).setAll(write.toJson()));
        }

        @Override
        public String toString() {
            return "Create[" + type + "]";
        }
    }

    /** Makes or replaces a relationship; there is no endpoint that does so for one alone. */
    record Upsert(String type, RelationshipWrite write) implements RelationshipOperation {
        public Upsert {
            Objects.requireNonNull(type);
            Objects.requireNonNull(write);
        }

        @Override
        public RelationshipId id() {
            return write.id();
        }

        @Override
        public Receipt.Action action() {
            return Receipt.Action.UPSERT;
        }

        @Override
        public ObjectNode toJson() {
            return OperationJson.write(action(), OperationJson.named(null, type).setAll(write.toJson()));
        }

        @Override
        public String toString() {
            return "Upsert[" + type + "]";
        }
    }

    /** Removes a relationship. Written with its id; read with the id in any form, or with the two ends. */
    record Delete(RelationshipId id, String type) implements RelationshipOperation {
        public Delete {
            Objects.requireNonNull(id);
            Objects.requireNonNull(type);
        }

        @Override
        public Receipt.Action action() {
            return Receipt.Action.DELETE;
        }

        @Override
        public ObjectNode toJson() {
            return OperationJson.write(action(), OperationJson.named(id.text(), type));
        }

        @Override
        public String toString() {
            return "Delete[" + type + "]";
        }
    }
}
