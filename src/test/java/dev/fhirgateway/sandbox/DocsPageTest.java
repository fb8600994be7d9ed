package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that shows the OpenAPI document. */
class DocsPageTest extends SandboxCase {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs"})
    void beginning_leads_to_the_page_without_a_key(String path) throws Exception {
        // When
        RegistryClient.Reply reply = browser().get(path);

        // Then
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).isEqualTo("/docs/");
    }

    @Test
    void page_refers_to_what_the_sandbox_serves_and_to_nothing_else() throws Exception {
        // When
        RegistryClient.Reply page = browser().get("/docs/");
        List<String> references = REFERENCE
                .matcher(page.text())
                .results()
                .map(MatchResult::group)
                .map(reference -> reference.replaceAll(".*=\"|\"", ""))
                .toList();

        // Then
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.text()).doesNotContain("//");
        assertThat(references).hasSizeGreaterThan(3).allSatisfy(reference -> {
            RegistryClient.Reply file = browser().get(reference.startsWith("/") ? reference : "/docs/" + reference);
            assertThat(file.status()).as(reference).isEqualTo(200);
            assertThat(file.http().body()).as(reference).isNotEmpty();
        });
    }

    @Test
    void styles_and_our_script_name_no_other_host() throws Exception {
        // When
        String styles = browser().get("/docs/swagger-ui.css").text();
        String script = browser().get("/docs/page.js").text();

        // Then
        assertThat(script).contains("url: '/openapi.json'").doesNotContain("//");
        assertThat(styles).doesNotContainPattern("url\\([\"']?(https?:)?//").doesNotContain("@import");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/docs/page.js", "/docs/swagger-ui.js", "/openapi.json"})
    void browser_is_told_to_load_nothing_from_elsewhere(String path) throws Exception {
        // When
        RegistryClient.Reply reply = browser().get(path);

        // Then
        assertThat(reply.header("Content-Security-Policy"))
                .startsWith("default-src 'none';")
                .contains("script-src 'self';", "connect-src 'self';")
                .doesNotContain("http", "*", "unsafe");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void document_is_json_and_other_methods_and_files_are_not_there() throws Exception {
        // Then
        assertThat(browser().get("/openapi.json").json().path("openapi").asText())
                .isEqualTo("3.1.0");
        assertThat(browser().get("/openapi.json").header("Content-Type")).isEqualTo("application/json");
        assertThat(browser().put("/openapi.json", "{}").status()).isEqualTo(405);
        assertThat(browser().post("/docs/", "{}").header("Allow")).isEqualTo("GET");
        assertThat(browser().get("/docs/index.html").status()).isEqualTo(404);
        assertThat(browser().get("/docs/..%2f..%2fmappings%2fPatient.jslt").status())
                .isEqualTo(404);
    }

    @Test
    void no_trouble_hits_the_page_and_it_is_not_logged() throws Exception {
        // Given
        client.put("/sandbox/trouble", "{\"status\":503}");

        // Then
        assertThat(browser().get("/docs/").status()).isEqualTo(200);
        assertThat(browser().get("/openapi.json").status()).isEqualTo(200);
        assertThat(sandbox.received()).isEmpty();
    }

    private RegistryClient browser() {
        return new RegistryClient(sandbox.url(), null);
    }
}
