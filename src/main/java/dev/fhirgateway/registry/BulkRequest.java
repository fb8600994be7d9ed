package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/**
 * Many operations, worked off in order and each for itself ({@code source 002}, {@code registry-side 4}). Resources
 * and relationships have a bulk endpoint each.
 *
 * @param operations at least one
 * @param <O> what the endpoint takes
 */
public record BulkRequest<O extends WriteOperation>(List<O> operations) {
    public BulkRequest {
        operations = List.copyOf(operations);
    }

    /** Reads the body of the bulk endpoint of resources; all malformed operations are told, with their index. */
    public static Reading<BulkRequest<ResourceOperation>> readResources(JsonNode body) {
        return read(body, OperationJson::readResource);
    }

    /** Reads the body of the bulk endpoint of relationships; all malformed operations are told, with their index. */
    public static Reading<BulkRequest<RelationshipOperation>> readRelationships(JsonNode body) {
        return read(body, OperationJson::readRelationship);
    }

    private static <O extends WriteOperation> Reading<BulkRequest<O>> read(
            JsonNode body, Function<JsonPlace, O> operation) {
        JsonPlace place = JsonPlace.root(body);
        place.object();
        JsonPlace operations = place.at("operations").required();
        BulkRequest<O> request = new BulkRequest<>(operations.list(operation));
        if (operations.node().isArray() && request.operations().isEmpty()) {
            operations.problem("is empty");
        }
        return place.reading(request);
    }

    /** The canonical form. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        json.set("operations", OperationJson.write(operations));
        return json;
    }
}
