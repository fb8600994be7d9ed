package dev.fhirgateway.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.PurgeOperation;
import dev.fhirgateway.registry.PurgeRequest;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.registry.TaskId;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.UnreadableReply;
import dev.fhirgateway.sandbox.record.Operation;
import dev.fhirgateway.sandbox.record.PendingTask;
import dev.fhirgateway.sandbox.record.Task;
import dev.fhirgateway.sandbox.record.Work;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.util.List;

/** Tasks as they are written to a file: how one ended, in the words of the contract, and what one that waits is to do. */
final class StoredTask {
    private StoredTask() {}

    static ObjectNode ended(Task task) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("task", new TaskReply(task.taskId(), task.status(), task.receipts()).toJson());
        if (task.purge() != null) {
            json.set("purge", task.purge().toJson());
        }
        return json;
    }

    static Task ended(String taskId, JsonNode json) {
        try {
            TaskReply task = TaskReply.read(200, RegistryJson.bytes(json.path("task")));
            JsonNode purge = json.path("purge");
            return new Task(
                    taskId,
                    task.status(),
                    task.receipts(),
                    purge.isObject() ? PurgeOperation.read(200, RegistryJson.bytes(purge)) : null);
        } catch (UnreadableReply unreadable) {
            throw StoreException.unreadable("a task");
        }
    }

    /** All of the work but its operations. */
    static ObjectNode waiting(PendingTask task) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", task.work().kind().name()).put("fate", task.fate().text());
        if (task.work() instanceof Work.Purge purge) {
            json.set("purge", purge.request().toJson());
        }
        return json;
    }

    static Work work(String sourceKey, JsonNode json, List<Operation> operations) {
        JsonNode purge = json.path("purge");
        return purge.isObject()
                ? new Work.Purge(
                        sourceKey,
                        PurgeRequest.read(purge).found().orElseThrow(() -> StoreException.unreadable("a purge")))
                : new Work.Writes(sourceKey, TaskId.valueOf(json.path("kind").asText()), operations);
    }

    static TaskFate fate(JsonNode json) {
        return TaskFate.parse(json.path("fate").asText()).orElseThrow(() -> StoreException.unreadable("a task"));
    }
}
