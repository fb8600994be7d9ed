package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.sandbox.http.DocumentedApi;
import dev.fhirgateway.sandbox.http.DocumentedApi.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the tables of our pages against the OpenAPI document. */
class OpenApiPagesTest {
    private static final String SANDBOX = "Sandbox";
    private static final Pattern CALL = Pattern.compile("`(GET|PUT|POST|PATCH|DELETE) (/[^`?]*)`");

    private final DocumentedApi api = new DocumentedApi();

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
}
