package dev.fhirgateway.workshop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.RegistryPaths;
import dev.fhirgateway.upsert.RegistryCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One call to the registry.
 *
 * @param method of HTTP
 * @param path the path of its URL
 * @param body what is sent
 */
record Write(String method, String path, JsonNode body) {
    /**
     * All calls that an entry leads to, in their order.
     *
     * @param command the write of its own record
     * @param output what its mapping gave, with the records and relationships besides
     */
    static List<Write> of(RegistryCommand command, JsonNode output) {
        String source = command.entry().origin().sourceKey();
        List<Write> writes = new ArrayList<>();
        writes.add(put(source, command.type(), command.id(), command.payload()));
        for (int i = 1; i < output.path("resources").size(); i++) {
            ObjectNode record = (ObjectNode) output.path("resources").get(i);
            ObjectNode body = record.deepCopy().without(Set.of("type", "id"));
            writes.add(put(
                    source, record.path("type").textValue(), record.path("id").textValue(), body));
        }
        for (JsonNode relationship : output.path("relationships")) {
            if (relationship.has("to")) {
                writes.add(post(source, command, (ObjectNode) relationship));
            }
        }
        return writes;
    }

    private static Write put(String source, String type, String id, JsonNode body) {
        return new Write("PUT", RegistryPaths.resource(source, type, id), body);
    }

    private static Write post(String source, RegistryCommand command, ObjectNode relationship) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("from").put("type", command.type()).put("id", command.id());
        ObjectNode rest = relationship.deepCopy().without(Set.of("type"));
        body.setAll(rest);
        return new Write(
                "POST",
                RegistryPaths.relationships(source, relationship.path("type").textValue()),
                body);
    }
}
