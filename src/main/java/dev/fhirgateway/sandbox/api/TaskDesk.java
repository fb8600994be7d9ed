package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RelationshipId;
import dev.fhirgateway.registry.TaskId;
import dev.fhirgateway.sandbox.catalog.Catalog;
import dev.fhirgateway.sandbox.record.Holdings;
import dev.fhirgateway.sandbox.record.RecordKey;
import dev.fhirgateway.sandbox.record.RelationshipStore;
import dev.fhirgateway.sandbox.record.Task;
import dev.fhirgateway.sandbox.record.TaskBook;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where tasks are asked for, by an id in any of its forms. They are told in the current forms or in those from before
 * {@code source 004}: a bulk request and a bundle have bare ids then, a purge one that begins with {@code purge:}, and
 * receipts name a relationship by the long form of its id; by the short one where nothing tells the types of its ends,
 * because it is not there and its type has no definition.
 */
final class TaskDesk {
    private final Shape shape;
    private final TaskBook tasks;
    private final RelationshipStore relationships;
    private final Catalog catalog;

    TaskDesk(Shape shape, Holdings holdings) {
        this.shape = shape;
        this.tasks = holdings.tasks();
        this.relationships = holdings.resources().relationships();
        this.catalog = holdings.catalog();
    }

    /** The task that goes by this id, itself in the current forms. */
    Optional<Task> find(String sourceKey, String taskId) {
        return TaskId.currentForms(taskId).stream()
                .flatMap(id -> tasks.find(sourceKey, id).stream())
                .findFirst();
    }

    /** The id of a task as it is told. */
    String told(String taskId) {
        return shape.legacy() ? TaskId.deprecated(taskId) : taskId;
    }

    /** The receipts of a task of this source as they are told. */
    List<Receipt> told(String sourceKey, List<Receipt> receipts) {
        return shape.legacy()
                ? tasks.look(() -> receipts.stream()
                        .map(receipt -> deprecated(sourceKey, receipt))
                        .toList())
                : receipts;
    }

    private Receipt deprecated(String sourceKey, Receipt receipt) {
        String id = Objects.requireNonNull(receipt.id());
        return new Receipt(
                receipt.receivedAt(),
                receipt.completedAt(),
                TaskId.deprecated(Objects.requireNonNull(receipt.taskId())),
                receipt.action(),
                receipt.status(),
                receipt.targetType(),
                receipt.targetType() == Receipt.TargetType.RELATIONSHIP
                        ? deprecated(new RecordKey(sourceKey, Objects.requireNonNull(receipt.type()), id))
                        : id,
                receipt.type(),
                receipt.error(),
                receipt.pipelineExecution());
    }

    private String deprecated(RecordKey relationship) {
        RelationshipId id = RelationshipId.parse(relationship.id()).orElseThrow();
        return relationships
                .find(relationship)
                .map(found -> id.legacyLong(found.from().type(), found.to().type()))
                .or(() -> catalog.definition(relationship.sourceKey(), relationship.type())
                        .map(known -> id.legacyLong(
                                known.from().profileKey(), known.to().profileKey())))
                .orElseGet(id::legacyShort);
    }
}
