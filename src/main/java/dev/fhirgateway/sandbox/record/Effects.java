package dev.fhirgateway.sandbox.record;

import dev.fhirgateway.registry.CollectionType;
import dev.fhirgateway.registry.PurgeRequest;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.TaskId;
import dev.fhirgateway.sandbox.catalog.RecordGate;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Does what was asked for to the records. To be used by one thread at a time. */
final class Effects {
    private final ResourceStore resources;
    private final RelationshipStore relationships;
    private final ResourceEffects onResources;
    private final RelationshipEffects onRelationships;
    private final ContainedEffects onContained;
    private final Bundle bundle;

    /** @param gate says which resources the catalog lets in at this moment */
    Effects(ResourceStore resources, RecordGate gate) {
        this.resources = resources;
        this.relationships = resources.relationships();
        this.onResources = new ResourceEffects(resources, gate);
        this.onRelationships = new RelationshipEffects(relationships);
        this.onContained = new ContainedEffects(resources, gate);
        this.bundle = new Bundle(new WayBack(resources)::to);
    }

    /**
     * Does the work as of the moment that it was due, or what its fate leaves of it; and gives the outcome of each
     * operation, of a purge the one of all.
     */
    List<Outcome> carryOut(PendingTask task) {
        if (task.fate().end() instanceof TaskFate.Fails fails) {
            return alike(
                    task,
                    new Outcome.Refused(RegistryError.of(fails.error(), "the sandbox was told to let this task fail")));
        }
        return task.fate().end() instanceof TaskFate.Rejected || task.fate().end() instanceof TaskFate.Lost
                ? alike(task, new Outcome.Rejected())
                : carryOut(task.work(), task.due());
    }

    private static List<Outcome> alike(PendingTask task, Outcome outcome) {
        return Collections.nCopies(task.work().operations().size(), outcome);
    }

    private List<Outcome> carryOut(Work work, Instant at) {
        if (work instanceof Work.Purge purge) {
            return List.of(new Outcome.Purged(empty(purge.sourceKey(), purge.request())));
        }
        return work.kind() == TaskId.BUNDLE
                ? bundle.carryOut(work.operations(), operation -> carryOut(operation, at))
                : work.operations().stream()
                        .map(operation -> carryOut(operation, at))
                        .toList();
    }

    private Outcome carryOut(Operation operation, Instant at) {
        if (operation instanceof Operation.OfResource write) {
            return onResources.carryOut(write, at);
        }
        if (operation instanceof Operation.OfRelationship write) {
            return onRelationships.carryOut(write, at);
        }
        if (operation instanceof Operation.OfRelationshipData patch) {
            return onRelationships.carryOut(patch, at);
        }
        if (operation instanceof Operation.OfContained put) {
            return onContained.put(put, at);
        }
        if (operation instanceof Operation.WithoutContained delete) {
            return onContained.delete(delete, at);
        }
        return new Outcome.Refused(((Operation.Senseless) operation).error());
    }

    private int empty(String sourceKey, PurgeRequest request) {
        RecordKey.Collection collection = new RecordKey.Collection(sourceKey, request.collectionKey());
        return request.collectionType() == CollectionType.RESOURCES
                ? deleteAll(resources.ids(collection), collection, resources::delete)
                : deleteAll(relationships.ids(collection), collection, relationships::delete);
    }

    private static int deleteAll(List<String> ids, RecordKey.Collection collection, Consumer<RecordKey> delete) {
        ids.stream().map(collection::record).forEach(delete);
        return ids.size();
    }
}
