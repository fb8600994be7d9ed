package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.http.DocumentedApi;
import dev.fhirgateway.sandbox.http.DocumentedApi.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sends what the OpenAPI document shows, to the paths that it shows, as somebody would who tries the page out. */
class OpenApiExamplesTest extends SandboxCase {
    private static final List<String> IN_ORDER = List.of("PUT", "POST", "PATCH", "GET", "DELETE");

    private final DocumentedApi api = new DocumentedApi();
    private String lastTask = "";

    @Test
    void examples_are_accepted_as_they_are() throws Exception {
        // Given
        client.put("/sources/clinic-north/v1/resources/organization/org-12", "{\"data\":{}}");

        // Then
        for (Operation operation : inOrder()) {
            List<JsonNode> bodies = api.requestExamples(operation);
            for (JsonNode body : bodies) {
                call(operation, body.toString());
            }
            if (bodies.isEmpty()) {
                bringTask(operation);
                call(operation, "");
            }
        }
    }

    /** What writes comes before what reads, and what deletes last, the latest first. */
    private List<Operation> inOrder() {
        List<Operation> all = new ArrayList<>();
        for (String method : IN_ORDER) {
            List<Operation> some = new ArrayList<>(api.operations().stream()
                    .filter(operation -> operation.method().equals(method))
                    .filter(operation -> !operation.path().equals("/sandbox/reset"))
                    .toList());
            if (method.equals("DELETE")) {
                Collections.reverse(some);
            }
            all.addAll(some);
        }
        return all;
    }

    /** Ids of tasks are the only names that the document cannot know. */
    private void bringTask(Operation operation) throws Exception {
        String starting = operation.path().replaceAll("/\\{(bulkId|purgeId|taskId)}$", "");
        if (!starting.equals(operation.path())) {
            Operation start = api.of("POST", filled(starting.replace("/tasks", "/bundle"), operation));
            call(start, api.requestExamples(start).get(0).toString());
        }
    }

    private void call(Operation operation, String body) throws Exception {
        RegistryClient.Reply reply = client.call(operation.method(), filled(operation.path(), operation), body);
        assertThat(reply.status()).as(operation.name() + "\n" + reply.text()).isBetween(200, 202);
        lastTask = reply.json().path("taskId").asText(lastTask);
    }

    private String filled(String path, Operation operation) {
        String filled = path.replaceAll("\\{(bulkId|purgeId|taskId)}", lastTask);
        for (JsonNode parameter : operation.json().path("parameters")) {
            JsonNode resolved = api.resolved(parameter);
            filled = filled.replace(
                    "{" + resolved.path("name").asText() + "}",
                    resolved.path("example").asText());
        }
        return filled;
    }
}
