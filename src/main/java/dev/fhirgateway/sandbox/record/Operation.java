package dev.fhirgateway.sandbox.record;

import dev.fhirgateway.registry.ContainedPath;
import dev.fhirgateway.registry.ContainedWrite;
import dev.fhirgateway.registry.PatchOperation;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RelationshipOperation;
import dev.fhirgateway.registry.ResourceOperation;
import dev.fhirgateway.registry.ResourceWrite;
import java.util.List;

/** A write of one record that waits to be carried out. Nothing but data, so that it can wait in a file as well. */
public sealed interface Operation {
    /** What it is about. */
    Target target();

    /** What the caller asked for. */
    Receipt.Action action();

    /**
     * A write of a resource.
     *
     * @param key the resource; when the caller left its id open, with the one that was chosen
     */
    record OfResource(RecordKey key, ResourceOperation asked) implements Operation {
        /** Creates or replaces the resource of this key. */
        public static OfResource upsert(RecordKey key, ResourceWrite write) {
            return new OfResource(key, new ResourceOperation.Upsert(key.id(), key.type(), write));
        }

        /** Creates a resource of this key. */
        public static OfResource create(RecordKey key, ResourceWrite write) {
            return new OfResource(key, new ResourceOperation.Create(key.id(), key.type(), write));
        }

        /** Removes the resource of this key. */
        public static OfResource delete(RecordKey key) {
            return new OfResource(key, new ResourceOperation.Delete(key.id(), key.type()));
        }

        @Override
        public Target target() {
            return Target.resource(key);
        }

        @Override
        public Receipt.Action action() {
            return asked.action();
        }
    }

    /** A write of a relationship. */
    record OfRelationship(RecordKey key, RelationshipOperation asked) implements Operation {
        @Override
        public Target target() {
            return Target.relationship(key);
        }

        @Override
        public Receipt.Action action() {
            return asked.action();
        }
    }

    /** A change of a relationship's data, all of it or nothing. Receipts have no word for it but {@code UPSERT}. */
    record OfRelationshipData(RecordKey key, List<PatchOperation> changes) implements Operation {
        @Override
        public Target target() {
            return Target.relationship(key);
        }

        @Override
        public Receipt.Action action() {
            return Receipt.Action.UPSERT;
        }
    }

    /**
     * A resource put at the end of the path, whatever is there.
     *
     * @param key the root
     */
    record OfContained(RecordKey key, Receipt.Action action, ContainedPath path, ContainedWrite write)
            implements Operation {
        @Override
        public Target target() {
            return Target.resource(key);
        }
    }

    /**
     * The resource at the end of the path removed.
     *
     * @param key the root
     */
    record WithoutContained(RecordKey key, ContainedPath path) implements Operation {
        @Override
        public Target target() {
            return Target.resource(key);
        }

        @Override
        public Receipt.Action action() {
            return Receipt.Action.DELETE;
        }
    }

    /** Asked for together with others, and found to make no sense before its turn came. */
    record Senseless(Target target, Receipt.Action action, RegistryError error) implements Operation {}

    /**
     * What a receipt names an operation by ({@code registry-side 4}).
     *
     * @param kind whether the record is a resource or a relationship
     * @param key names the record in its source
     */
    record Target(Receipt.TargetType kind, RecordKey key) {
        public static Target resource(RecordKey key) {
            return new Target(Receipt.TargetType.RESOURCE, key);
        }

        public static Target relationship(RecordKey key) {
            return new Target(Receipt.TargetType.RELATIONSHIP, key);
        }

        public String sourceKey() {
            return key.sourceKey();
        }

        public String type() {
            return key.type();
        }

        public String id() {
            return key.id();
        }
    }
}
