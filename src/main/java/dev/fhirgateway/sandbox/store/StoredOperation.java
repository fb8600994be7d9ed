package dev.fhirgateway.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.BulkRequest;
import dev.fhirgateway.registry.ContainedPath;
import dev.fhirgateway.registry.ContainedResource;
import dev.fhirgateway.registry.ContainedWrite;
import dev.fhirgateway.registry.PatchOperation;
import dev.fhirgateway.registry.Reading;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RecordRef;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.registry.WriteOperation;
import dev.fhirgateway.sandbox.record.Operation;
import dev.fhirgateway.sandbox.record.RecordKey;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Operations as they are written to a file, in the words of the contract where it has some. Not by its canonical writers:
 * they leave empty values out, and what waits must be done as it came.
 */
final class StoredOperation {
    private StoredOperation() {}

    static ObjectNode toJson(Operation operation) {
        RecordKey key = operation.target().key();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("source", key.sourceKey()).put("type", key.type()).put("id", key.id());
        if (operation instanceof Operation.OfResource write) {
            json.set("resource", StoredWrite.of(key, write.asked()));
        } else if (operation instanceof Operation.OfRelationship write) {
            json.set("relationship", StoredWrite.of(key, write.asked()));
        } else if (operation instanceof Operation.OfRelationshipData patch) {
            ArrayNode changes = json.putArray("patch");
            patch.changes().forEach(change -> changes.add(change.toJson()));
        } else if (operation instanceof Operation.OfContained put) {
            json.set("put", put(put));
        } else if (operation instanceof Operation.WithoutContained delete) {
            json.put("delete", path(delete.path()));
        } else if (operation instanceof Operation.Senseless senseless) {
            json.putObject("senseless")
                    .put("kind", senseless.target().kind().name())
                    .put("action", senseless.action().name())
                    .set("error", senseless.error().toJson());
        }
        return json;
    }

    static Operation read(JsonNode json) {
        RecordKey key = new RecordKey(text(json, "source"), text(json, "type"), text(json, "id"));
        if (json.has("resource")) {
            return new Operation.OfResource(key, only(json.path("resource"), BulkRequest::readResources));
        }
        if (json.has("relationship")) {
            return new Operation.OfRelationship(key, only(json.path("relationship"), BulkRequest::readRelationships));
        }
        if (json.has("patch")) {
            return new Operation.OfRelationshipData(key, sound(PatchOperation.readAll(json.path("patch"))));
        }
        if (json.has("put")) {
            JsonNode put = json.path("put");
            ContainedPath path = path(text(put, "path"));
            ContainedWrite write = sound(ContainedWrite.read(put.path("write"), path));
            return new Operation.OfContained(key, Receipt.Action.valueOf(text(put, "action")), path, write);
        }
        return json.has("delete")
                ? new Operation.WithoutContained(key, path(text(json, "delete")))
                : senseless(key, json.path("senseless"));
    }

    private static Operation senseless(RecordKey key, JsonNode json) {
        Receipt.TargetType kind = Receipt.TargetType.valueOf(text(json, "kind"));
        RegistryError error =
                RegistryError.read(json.path("error").path("code").asInt(), RegistryJson.bytes(json.path("error")));
        return new Operation.Senseless(
                new Operation.Target(kind, key), Receipt.Action.valueOf(text(json, "action")), error);
    }

    private static ObjectNode put(Operation.OfContained put) {
        ObjectNode write =
                JsonNodeFactory.instance.objectNode().put("type", put.write().type());
        write.set("data", put.write().data());
        Map<String, List<ContainedResource>> inside = put.write().contained();
        if (!inside.isEmpty()) {
            write.set(
                    "contained",
                    ContainedResource.toJson(
                            inside, new RecordRef(put.key().id(), put.key().type())));
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("action", put.action().name())
                .put("path", path(put.path()))
                .set("write", write);
    }

    private static String path(ContainedPath path) {
        return String.join("/", path.segments());
    }

    private static ContainedPath path(String text) {
        return sound(ContainedPath.parse(text));
    }

    private static <O extends WriteOperation> O only(
            JsonNode operation, Function<JsonNode, Reading<BulkRequest<O>>> reader) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putArray("operations").add(operation);
        return sound(reader.apply(request)).operations().get(0);
    }

    private static <T> T sound(Reading<T> reading) {
        return reading.found().orElseThrow(() -> StoreException.unreadable("an operation"));
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText();
    }
}
