package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.ContainedPath;
import dev.fhirgateway.registry.ContainedWrite;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryResource;
import java.time.Instant;
import java.util.Optional;

/** Makes the operations on contained resources. Each is a write of the root, which holds them all. */
final class ContainedWrites {
    private final ResourceStore store;

    ContainedWrites(ResourceStore store) {
        this.store = store;
    }

    /**
     * Puts a resource at the end of the path, whatever is there.
     *
     * @param action what the caller asked for
     */
    Operation put(Receipt.Action action, RecordKey root, ContainedPath path, ContainedWrite write) {
        return new Operation(root, action, at -> store.find(root)
                .map(found -> put(root, found, path, write, at))
                .orElseGet(ContainedWrites::noRoot));
    }

    /** Removes the resource at the end of the path. */
    Operation delete(RecordKey root, ContainedPath path) {
        return new Operation(root, Receipt.Action.DELETE, at -> store.find(root)
                .map(found -> delete(root, found, path, at))
                .orElseGet(ContainedWrites::noRoot));
    }

    private Outcome put(RecordKey key, RegistryResource root, ContainedPath path, ContainedWrite write, Instant now) {
        ContainedTree tree = ContainedTree.of(root);
        Optional<ContainedPath> parent = path.parent();
        if (parent.isPresent() && tree.find(parent.get()).isEmpty()) {
            return refused("there is no contained resource to hold this one");
        }
        ContainedTree changed = tree.with(path, write.withId(path.id().orElseThrow()));
        RegistryResource stored = store.contain(key, root, changed.toJson(key), now);
        return new Outcome.Stored(stored, tree.find(path).isEmpty());
    }

    private Outcome delete(RecordKey key, RegistryResource root, ContainedPath path, Instant now) {
        ContainedTree tree = ContainedTree.of(root);
        if (tree.find(path).isEmpty()) {
            return refused("there is no such contained resource");
        }
        RegistryResource stored = store.contain(key, root, tree.without(path).toJson(key), now);
        return new Outcome.Stored(stored, false);
    }

    private static Outcome noRoot() {
        return refused("there is no such record");
    }

    private static Outcome refused(String reason) {
        return new Outcome.Refused(RegistryError.of(ErrorType.NOT_FOUND, reason));
    }
}
