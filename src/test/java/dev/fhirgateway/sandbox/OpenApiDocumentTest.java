package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.fhirgateway.sandbox.DocumentedApi.Operation;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the OpenAPI document against its specification, the sandbox's routes, and what our pages say. */
class OpenApiDocumentTest {
    private static final String SCHEMA = "https://spec.openapis.org/oas/3.1/schema-base/2022-10-07";
    private static final String SANDBOX = "Sandbox";
    private static final Pattern CALL = Pattern.compile("`(GET|PUT|POST|PATCH|DELETE) (/[^`?]*)`");
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final DocumentedApi api = new DocumentedApi();

    @Test
    void document_is_openapi_3_1_by_the_official_schema() {
        // Given
        JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaMappers(
                        mappers -> mappers.mapPrefix("https://spec.openapis.org/", "classpath:spec.openapis.org/")));

        // Then
        assertThat(schemas.getSchema(SchemaLocation.of(SCHEMA)).validate(api.document()))
                .isEmpty();
    }

    @Test
    void references_of_the_document_lead_somewhere() {
        // When
        List<JsonNode> references = api.document().findValues("$ref");

        // Then
        assertThat(references).hasSizeGreaterThan(100).allSatisfy(reference -> {
            assertThat(reference.asText()).startsWith("#/components/");
            assertThat(api.document().at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        });
    }

    @Test
    void every_operation_has_a_name_of_its_own_a_summary_a_tag_and_its_parameters() {
        // Then
        assertThat(api.operations())
                .extracting(Operation::id)
                .doesNotContain("")
                .doesNotHaveDuplicates();
        assertThat(api.operations()).allSatisfy(operation -> {
            assertThat(operation.json().path("summary").asText()).isNotBlank();
            assertThat(api.document().path("tags").findValuesAsText("name"))
                    .contains(operation.json().path("tags").path(0).asText());
            assertThat(pathParameters(operation))
                    .containsExactlyInAnyOrderElementsOf(PARAMETER
                            .matcher(operation.path())
                            .results()
                            .map(name -> name.group(1))
                            .toList());
        });
    }

    @Test
    void what_is_served_is_documented_and_nothing_else_is() {
        // Given
        Vertx vertx = Vertx.vertx();
        Set<String> served = new TreeSet<>();
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            for (Route route : sandbox.routes.router(vertx).getRoutes()) {
                Set<HttpMethod> methods = route.methods() == null ? Set.of() : route.methods();
                String path = route.getName() + (route.isExactPath() ? "" : "*");
                methods.stream()
                        .filter(method -> !isPage(path))
                        .forEach(method -> served.add(method + " " + withoutNames(path)));
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }

        // Then
        assertThat(api.operations().stream().map(one -> withoutNames(one.name())))
                .containsExactlyInAnyOrderElementsOf(served);
    }

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

    @Test
    void readme_tells_of_each_endpoint_of_the_registry() throws IOException {
        // Given
        String readme = Files.readString(Path.of("README.md"));
        String table = readme.substring(readme.indexOf("<!-- endpoints -->"), readme.indexOf("<!-- /endpoints -->"));

        // Then
        assertThat(calls(table).map(call -> call.replace(" /…", " /sources/{sourceKey}/v1")))
                .containsExactlyInAnyOrderElementsOf(names(false));
    }

    @Test
    void page_on_the_sandbox_tells_of_each_endpoint_of_its_own() throws IOException {
        // When
        String page = Files.readString(Path.of("src", "docs", "sandbox.md"));
        String table = page.substring(page.indexOf("<!-- endpoints -->"), page.indexOf("<!-- /endpoints -->"));

        // Then
        assertThat(calls(table)).containsExactlyInAnyOrderElementsOf(names(true));
    }

    private List<String> names(boolean ofTheSandbox) {
        return api.operations().stream()
                .filter(operation -> operation.isTagged(SANDBOX) == ofTheSandbox)
                .map(Operation::name)
                .toList();
    }

    private static Stream<String> calls(String markdown) {
        return CALL.matcher(markdown).results().map(MatchResult::group).map(call -> call.replace("`", ""));
    }

    private List<String> pathParameters(Operation operation) {
        List<String> names = new ArrayList<>();
        operation.json().path("parameters").forEach(parameter -> {
            if (api.resolved(parameter).path("in").asText().equals("path")) {
                names.add(api.resolved(parameter).path("name").asText());
            }
        });
        return names;
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

    private static boolean isPage(String path) {
        return path.equals("/") || path.startsWith("/docs");
    }

    private static String withoutNames(String path) {
        return path.replaceAll("\\{\\w+}|:\\w+|\\*", "{}");
    }
}
