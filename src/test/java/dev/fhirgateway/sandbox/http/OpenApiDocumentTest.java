package dev.fhirgateway.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.fhirgateway.MovableClock;
import dev.fhirgateway.sandbox.api.ApiKeys;
import dev.fhirgateway.sandbox.api.Behaviour;
import dev.fhirgateway.sandbox.http.DocumentedApi.Operation;
import dev.fhirgateway.sandbox.record.Holdings;
import dev.fhirgateway.sandbox.store.MemoryStorage;
import dev.fhirgateway.sandbox.trouble.TroublesInForce;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the OpenAPI document against its specification and the sandbox's routes. */
class OpenApiDocumentTest {
    private static final String SCHEMA = "https://spec.openapis.org/oas/3.1/schema-base/2022-10-07";
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
        Holdings holdings = new Holdings(new MemoryStorage(), false, new MovableClock(), Duration.ZERO);
        Behaviour behaviour = new Behaviour(Set.of(), Duration.ZERO, false, false, false);
        ApiKeys keys = new ApiKeys("sandbox", Map.of());
        try (SandboxServer server =
                new SandboxServer(holdings, behaviour, keys, new TroublesInForce(), new MovableClock())) {
            for (Route route : server.routes.router(vertx).getRoutes()) {
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

    private List<String> pathParameters(Operation operation) {
        List<String> names = new ArrayList<>();
        operation.json().path("parameters").forEach(parameter -> {
            if (api.resolved(parameter).path("in").asText().equals("path")) {
                names.add(api.resolved(parameter).path("name").asText());
            }
        });
        return names;
    }

    private static boolean isPage(String path) {
        return path.equals("/") || path.startsWith("/docs");
    }

    private static String withoutNames(String path) {
        return path.replaceAll("\\{\\w+}|:\\w+|\\*", "{}");
    }
}
