package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operation on a resource ({@code registry-side 4}). */
public sealed interface ResourceOperation extends WriteOperation {
    /** The record; null when the registry is to choose the id. In a bundle it may be a {@link RootIdToken}. */
    @Nullable
    String id();

    @Override
    default Receipt.TargetType targetType() {
        return Receipt.TargetType.RESOURCE;
    }

    /** Makes a record, which must not be there yet. */
    record Create(@Nullable String id, String type, ResourceWrite write) implements ResourceOperation {
        public Create {
            Objects.requireNonNull(type);
            Objects.requireNonNull(write);
        }

        @Override
        public Receipt.Action action() {
            return Receipt.Action.CREATE;
        }

        @Override
        public ObjectNode toJson() {
            return OperationJson.write(action(), OperationJson.named(id, type).setAll(write.toJson()));
        }

        @Override
        public String toString() {
            return "Create[" + type + "]";
        }
    }

    /** Makes or replaces a record. */
    record Upsert(String id, String type, ResourceWrite write) implements ResourceOperation {
        public Upsert {
            Objects.requireNonNull(id);
            Objects.requireNonNull(type);
            Objects.requireNonNull(write);
        }

        @Override
        public Receipt.Action action() {
            return Receipt.Action.UPSERT;
        }

        @Override
        public ObjectNode toJson() {
            return OperationJson.write(action(), OperationJson.named(id, type).setAll(write.toJson()));
        }

        @Override
        public String toString() {
            return "Upsert[" + type + "]";
        }
    }

    /** Removes a record. */
    record Delete(String id, String type) implements ResourceOperation {
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
            return OperationJson.write(action(), OperationJson.named(id, type));
        }

        @Override
        public String toString() {
            return "Delete[" + type + "]";
        }
    }
}
