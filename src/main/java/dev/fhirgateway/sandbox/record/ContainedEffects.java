package dev.fhirgateway.sandbox.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.ContainedPath;
import dev.fhirgateway.registry.ContainedWrite;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.sandbox.catalog.RecordGate;
import java.time.Instant;
import java.util.Optional;

/** Does the writes of contained resources. Each is a write of the root, which holds them all. */
final class ContainedEffects {
    private final ResourceStore store;
    private final RecordGate gate;

    ContainedEffects(ResourceStore store, RecordGate gate) {
        this.store = store;
        this.gate = gate;
    }

    /** Puts the resource at the end of the path, whatever is there. */
    Outcome put(Operation.OfContained operation, Instant at) {
        RecordKey key = operation.key();
        return store.find(key)
                .map(found -> put(key, found, operation.path(), operation.write(), at))
                .orElseGet(ContainedEffects::noRoot);
    }

    /** Removes the resource at the end of the path. */
    Outcome delete(Operation.WithoutContained operation, Instant at) {
        RecordKey key = operation.key();
        return store.find(key)
                .map(found -> delete(key, found, operation.path(), at))
                .orElseGet(ContainedEffects::noRoot);
    }

    private Outcome put(RecordKey key, RegistryResource root, ContainedPath path, ContainedWrite write, Instant now) {
        ContainedTree tree = ContainedTree.of(root);
        Optional<ContainedPath> parent = path.parent();
        if (parent.isPresent() && tree.find(parent.get()).isEmpty()) {
            return refused("there is no contained resource to hold this one");
        }
        ContainedTree changed = tree.with(path, write.withId(path.id().orElseThrow()));
        return store(key, root, changed, tree.find(path).isEmpty(), now);
    }

    private Outcome delete(RecordKey key, RegistryResource root, ContainedPath path, Instant now) {
        ContainedTree tree = ContainedTree.of(root);
        if (tree.find(path).isEmpty()) {
            return refused("there is no such contained resource");
        }
        return store(key, root, tree.without(path), false, now);
    }

    /** Stores the root as it would become, if the catalog has nothing against it. */
    private Outcome store(RecordKey key, RegistryResource root, ContainedTree changed, boolean created, Instant now) {
        ObjectNode contained = changed.toJson(key);
        return gate.refusal(key.sourceKey(), key.type(), root.data(), contained)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Stored(store.contain(key, root, contained, now), created));
    }

    private static Outcome noRoot() {
        return refused("there is no such record");
    }

    private static Outcome refused(String reason) {
        return new Outcome.Refused(RegistryError.of(ErrorType.NOT_FOUND, reason));
    }
}
