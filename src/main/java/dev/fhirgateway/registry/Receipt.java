package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one operation of a task ({@code registry-side 4}). Every part may be missing or hold a word we do not
 * know; it is null then, and a receipt is to be counted as success only when it says so.
 *
 * @param receivedAt when the registry took the operation
 * @param completedAt when it was done; null while pending
 * @param taskId the task, opaque
 * @param action what was asked for
 * @param status where the operation stands
 * @param targetType the kind of record
 * @param id the record; for a create without id the only place that tells it
 * @param type key of the profile or relationship definition
 * @param error why it failed
 * @param pipelineExecution the pipeline run behind it
 */
public record Receipt(
        @Nullable Instant receivedAt,
        @Nullable Instant completedAt,
        @Nullable String taskId,
        @Nullable Action action,
        @Nullable TaskStatus status,
        @Nullable TargetType targetType,
        @Nullable String id,
        @Nullable String type,
        @Nullable RegistryError error,
        @Nullable PipelineExecution pipelineExecution) {

    /** What an operation does. */
    public enum Action {
        CREATE,
        UPSERT,
        DELETE
    }

    /** The kind of record that an operation is about. */
    public enum TargetType {
        RESOURCE,
        RELATIONSHIP
    }

    static Receipt read(JsonNode node) {
        return new Receipt(
                RegistryTime.parse(RegistryJson.text(node, "receivedAt")).orElse(null),
                RegistryTime.parse(RegistryJson.text(node, "completedAt")).orElse(null),
                RegistryJson.text(node, "taskId"),
                RegistryJson.word(node, "action", Action.values()),
                RegistryJson.word(node, "status", TaskStatus.values()),
                RegistryJson.word(node, "targetType", TargetType.values()),
                RegistryJson.text(node, "id"),
                RegistryJson.text(node, "type"),
                RegistryErrorReader.receiptError(node.path("error")),
                PipelineExecution.read(node.path("pipelineExecution")));
    }

    /** The canonical form: only what is there. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "receivedAt", receivedAt == null ? null : receivedAt.toString());
        RegistryJson.put(json, "completedAt", completedAt == null ? null : completedAt.toString());
        RegistryJson.put(json, "taskId", taskId);
        RegistryJson.put(json, "action", action == null ? null : action.name());
        RegistryJson.put(json, "status", status == null ? null : status.name());
        RegistryJson.put(json, "targetType", targetType == null ? null : targetType.name());
        RegistryJson.put(json, "id", id);
        RegistryJson.put(json, "type", type);
        RegistryJson.put(json, "error", error == null ? null : error.toJson());
        RegistryJson.put(json, "pipelineExecution", pipelineExecution == null ? null : pipelineExecution.toJson());
        return json;
    }

    @Override
    public String toString() {
        return "Receipt[" + action + " " + targetType + " " + type + " " + status + "]";
    }
}
