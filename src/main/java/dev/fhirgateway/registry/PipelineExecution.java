package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The run of an ingestion pipeline behind one operation ({@code registry-side 4}).
 *
 * @param id the run
 * @param pipelineDefinitionId collection and version of the pipeline
 * @param status open list of words, {@code SUCCESSFUL} and {@code IN_REVIEW} among them, so it stays text
 */
public record PipelineExecution(@Nullable String id, @Nullable String pipelineDefinitionId, @Nullable String status) {

    static @Nullable PipelineExecution read(JsonNode node) {
        return node.isObject()
                ? new PipelineExecution(
                        RegistryJson.text(node, "id"),
                        RegistryJson.text(node, "pipelineDefinitionId"),
                        RegistryJson.text(node, "status"))
                : null;
    }

    ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "id", id);
        RegistryJson.put(json, "pipelineDefinitionId", pipelineDefinitionId);
        RegistryJson.put(json, "status", status);
        return json;
    }
}
