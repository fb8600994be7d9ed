package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Operations of which all are done or none ({@code registry-side 5}): first those on resources, then those on
 * relationships.
 *
 * @param resourceOperations may be empty, unless the others are
 * @param relationshipOperations may be empty, unless the others are
 */
public record BundleRequest(
        List<ResourceOperation> resourceOperations, List<RelationshipOperation> relationshipOperations) {
    private static final String RESOURCES = "resourceOperations";
    private static final String RELATIONSHIPS = "relationshipOperations";

    public BundleRequest {
        resourceOperations = List.copyOf(resourceOperations);
        relationshipOperations = List.copyOf(relationshipOperations);
    }

    /** Reads a body; all malformed operations are told, with their index, and those on a record that had one before. */
    public static Reading<BundleRequest> read(JsonNode body) {
        JsonPlace place = JsonPlace.root(body);
        place.object();
        BundleRequest request = new BundleRequest(
                place.at(RESOURCES).list(OperationJson::readResource),
                place.at(RELATIONSHIPS).list(OperationJson::readRelationship));
        if (place.isSound()) {
            request.noteEmpty(place);
            request.noteRepeated(place);
        }
        return place.reading(request);
    }

    private void noteEmpty(JsonPlace place) {
        if (resourceOperations.isEmpty() && relationshipOperations.isEmpty()) {
            place.problem("holds no operation");
        }
    }

    private void noteRepeated(JsonPlace place) {
        noteRepeated(place, RESOURCES, resourceOperations, ResourceOperation::id);
        noteRepeated(place, RELATIONSHIPS, relationshipOperations, operation -> operation
                .id()
                .text());
    }

    private static <O extends WriteOperation> void noteRepeated(
            JsonPlace place, String name, List<O> operations, Function<O, @Nullable String> idOf) {
        Map<RecordRef, Integer> firstAt = new HashMap<>();
        for (int i = 0; i < operations.size(); i++) {
            String id = idOf.apply(operations.get(i));
            Integer first = id == null
                    ? null
                    : firstAt.putIfAbsent(new RecordRef(id, operations.get(i).type()), i);
            if (first != null) {
                place.at(name).at(i).problem("is about the record of " + name + "[" + first + "]");
            }
        }
    }

    /** The canonical form: both lists, also when empty. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        json.set(RESOURCES, OperationJson.write(resourceOperations));
        json.set(RELATIONSHIPS, OperationJson.write(relationshipOperations));
        return json;
    }
}
