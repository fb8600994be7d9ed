package dev.fhirgateway;

import static dev.fhirgateway.RouteFolder.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Route files come, change and go while the gateway runs. */
class UserRoutesIT {
    @TempDir
    Path config;

    private Gateway gateway;
    private RouteFolder folder;

    @BeforeEach
    void start() {
        gateway = Ehr.gateway(config);
        folder = new RouteFolder(config, gateway);
    }

    @AfterEach
    void stop() throws IOException {
        folder.close();
        gateway.close();
    }

    @Test
    void aFileIsTakenReplacedAndTakenAway() throws Exception {
        folder.save("mine.camel.yaml", answering("mine", "mine", "one"));
        folder.awaitAnswer("mine", "one");

        folder.save("mine.camel.yaml", answering("mine", "mine", "two"));
        folder.awaitAnswer("mine", "two");

        folder.delete("mine.camel.yaml");
        awaitGone("mine");
        assertThat(folder.health()).startsWith("{\"status\":\"UP\"").doesNotContain("route:mine");
    }

    @Test
    void aRouteIsRenamed() throws Exception {
        folder.save("mine.camel.yaml", answering("old-name", "mine", "one"));
        folder.awaitAnswer("mine", "one");

        folder.save("mine.camel.yaml", answering("new-name", "mine", "two"));

        folder.awaitAnswer("mine", "two");
        assertThat(folder.hasRoute("new-name")).isTrue();
        assertThat(folder.hasRoute("old-name")).isFalse();
    }

    @Test
    void routesWithoutAnIdAreReplacedToo() throws Exception {
        String text = answering("x", "anonymous", "one").replace("    id: x\n", "");
        folder.save("mine.camel.yaml", text);
        folder.awaitAnswer("anonymous", "one");

        folder.save("mine.camel.yaml", text.replace("one", "two"));
        folder.awaitAnswer("anonymous", "two");

        folder.delete("mine.camel.yaml");
        await().until(() -> gateway.context().getRoutes().stream()
                .noneMatch(route -> route.getEndpoint().getEndpointUri().contains("anonymous")));
    }

    @Test
    void aFileOfCommentsSwitchesItsRoutesOff() throws Exception {
        folder.save("mine.camel.yaml", answering("mine", "mine", "one"));
        folder.awaitAnswer("mine", "one");

        folder.save("mine.camel.yaml", answering("mine", "mine", "one").replaceAll("(?m)^", "# "));

        awaitGone("mine");
        folder.awaitNoProblem();
    }

    @Test
    void aTemplateAndItsRoutesAreTaken() throws Exception {
        folder.save(
                "mine.camel.yaml",
                """
                - routeTemplate:
                    id: greeting
                    parameters:
                      - name: word
                    from:
                      uri: direct:greet
                      steps:
                        - setBody:
                            simple: "{{word}}"
                - templatedRoute:
                    routeTemplateRef: greeting
                    routeId: greet
                    parameters:
                      - name: word
                        value: hello
                """);
        folder.awaitAnswer("greet", "hello");

        folder.delete("mine.camel.yaml");

        awaitGone("greet");
    }

    @Test
    void aRouteReadsTheOperatorsKeysAndTheSettingsAsTheyWereChecked() throws Exception {
        folder.save(
                "mine.camel.yaml",
                answering(
                        "mine",
                        "mine",
                        "x",
                        "setBody: {simple: \"{{gateway.registry.read-timeout}} {{mine.key:none}}\"}"));

        folder.awaitAnswer("mine", "10000 none");
    }

    @Test
    void otherFilesAreLeftAlone() throws Exception {
        folder.save("notes.yaml", "hello");
        folder.save("mine.camel.yaml", answering("mine", "mine", "one"));

        folder.awaitAnswer("mine", "one");
        assertThat(folder.health()).doesNotContain("notes");
    }

    private void awaitGone(String id) {
        await().atMost(Duration.ofSeconds(20)).until(() -> gateway.context().getRoute(id) == null);
    }
}
