package dev.fhirgateway.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.http.DocumentedApi.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Looks at the schemas of the OpenAPI document: its own examples fit them, and answers hold nothing else. */
class OpenApiSchemasTest {
    private final DocumentedApi api = new DocumentedApi();

    @Test
    void every_example_of_the_document_is_one_of_its_schema() {
        // Given
        List<JsonNode> media = api.document().findValues(DocumentedApi.JSON);
        List<JsonNode> examples = new ArrayList<>();

        // When
        for (JsonNode medium : media) {
            for (JsonNode example : DocumentedApi.examples(medium)) {
                examples.add(example);
                assertThat(api.problems(medium.path("schema"), example))
                        .as(example.toString())
                        .isEmpty();
            }
        }

        // Then
        assertThat(examples).hasSizeGreaterThan(20);
    }

    @Test
    void every_request_has_an_example() {
        // Then
        assertThat(api.operations().stream().filter(Operation::hasBody))
                .allSatisfy(operation -> assertThat(api.requestExamples(operation))
                        .as(operation.name())
                        .isNotEmpty());
    }

    @Test
    void answers_let_in_no_member_that_is_not_documented() {
        // Given
        Set<String> open = new TreeSet<>();

        // When
        for (Operation operation : api.operations()) {
            for (String status : operation.statuses()) {
                collectOpen(
                        api.responseSchema(operation, status), operation.id() + " " + status, open, new TreeSet<>());
            }
        }

        // Then
        assertThat(open).containsExactlyInAnyOrder("Data", "getOpenApi 200", "Rule.when");
    }

    /** Notes the objects of a schema that may have any member, by the name of the nearest component. */
    private void collectOpen(JsonNode schema, String place, Set<String> open, Set<String> visited) {
        String reference = schema.path("$ref").asText();
        if (!reference.isEmpty()) {
            String name = reference.replaceAll(".*/", "");
            if (visited.add(name)) {
                collectOpen(api.resolved(schema), name, open, visited);
            }
            return;
        }
        if (schema.isMissingNode()) {
            return;
        }
        if (schema.path("type").asText().equals("object") && !schema.has("additionalProperties")) {
            open.add(place);
        }
        schema.path("properties")
                .properties()
                .forEach(member -> collectOpen(member.getValue(), place + "." + member.getKey(), open, visited));
        for (String part : List.of("items", "additionalProperties")) {
            collectOpen(schema.path(part), place, open, visited);
        }
        schema.path("anyOf").forEach(part -> collectOpen(part, place, open, visited));
    }
}
