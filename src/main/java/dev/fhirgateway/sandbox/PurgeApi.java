package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.CatalogKey;
import dev.fhirgateway.registry.CollectionType;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.PurgeOperation;
import dev.fhirgateway.registry.PurgeReply;
import dev.fhirgateway.registry.PurgeRequest;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.registry.TaskId;
import dev.fhirgateway.registry.WriteStatus;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The purge endpoints ({@code registry-side 6}), without HTTP around them. A task does it, whatever the type. */
final class PurgeApi {
    private static final int MAX_PURGES = 10_000;

    private record Key(String sourceKey, String purgeId) {}

    private final Clock clock;
    private final ResourceStore resources;
    private final RelationshipStore relationships;
    private final TaskBook tasks;
    private final TaskDesk desk;
    private final Map<Key, Purge> purges = new LinkedHashMap<>();

    PurgeApi(Clock clock, ResourceStore resources, TaskBook tasks, TaskDesk desk) {
        this.clock = clock;
        this.resources = resources;
        this.relationships = resources.relationships();
        this.tasks = tasks;
        this.desk = desk;
    }

    /** Takes the purge of one collection. */
    Answer accept(String sourceKey, byte[] body) {
        Problems problems = new Problems();
        problems.checkSourceKey(sourceKey);
        Optional<PurgeRequest> request = RequestBody.read(body, PurgeRequest::read, problems);
        if (request.filter(read -> !CatalogKey.isLegal(read.collectionKey())).isPresent()) {
            problems.add("collectionKey", "does not match " + CatalogKey.PATTERN);
        }
        if (problems.any() || request.isEmpty()) {
            return Answer.error(problems.error());
        }
        return request.get().collectionType() == CollectionType.OBJECTS
                ? Answer.error(ErrorType.UNIMPLEMENTED, "the sandbox keeps no objects")
                : accept(sourceKey, request.get());
    }

    private Answer accept(String sourceKey, PurgeRequest request) {
        Purge purge = new Purge(request, clock.instant());
        String taskId = tasks.accept(
                new Work(sourceKey, TaskId.PURGE, List.of(), at -> {
                    purge.done(empty(sourceKey, request), at);
                    return List.of();
                }),
                new TaskFate.OnTime());
        remember(new Key(sourceKey, taskId), purge);
        String told = desk.told(taskId);
        return new Answer(202, new PurgeReply(told, WriteStatus.ACCEPTED, purge.shown(told)).toJson());
    }

    /** Shows where a purge stands. */
    Answer read(String sourceKey, String purgeId) {
        Problems problems = new Problems();
        problems.checkSourceKey(sourceKey);
        if (problems.any()) {
            return Answer.error(problems.error());
        }
        return TaskId.currentForms(purgeId).stream()
                .flatMap(id -> shown(new Key(sourceKey, id)).stream())
                .findFirst()
                .map(operation -> Answer.ok(operation.toJson()))
                .orElseGet(() -> Answer.error(ErrorType.NOT_FOUND, "there is no such purge"));
    }

    private Optional<PurgeOperation> shown(Key key) {
        return tasks.look(() -> find(key).map(purge -> purge.shown(desk.told(key.purgeId()))));
    }

    /** Forgets all purges. */
    synchronized void clear() {
        purges.clear();
    }

    private int empty(String sourceKey, PurgeRequest request) {
        RecordKey.Collection collection = new RecordKey.Collection(sourceKey, request.collectionKey());
        if (request.collectionType() == CollectionType.RESOURCES) {
            return deleteAll(resources.ids(collection), collection, resources::delete);
        }
        List<Relationship> all = relationships.all(collection);
        return deleteAll(all.stream().map(Relationship::id).toList(), collection, relationships::delete);
    }

    private static int deleteAll(List<String> ids, RecordKey.Collection collection, Consumer<RecordKey> delete) {
        ids.stream().map(collection::record).forEach(delete);
        return ids.size();
    }

    private synchronized void remember(Key key, Purge purge) {
        purges.put(key, purge);
        if (purges.size() > MAX_PURGES) {
            purges.remove(purges.keySet().iterator().next());
        }
    }

    private synchronized Optional<Purge> find(Key key) {
        return Optional.ofNullable(purges.get(key));
    }
}
