package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;

/** The config folder of a running gateway, as an operator uses it. */
final class RouteFolder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Gateway gateway;
    private final ProducerTemplate camel;

    RouteFolder(Path folder, Gateway gateway) {
        this.folder = folder;
        this.gateway = gateway;
        this.camel = gateway.context().createProducerTemplate();
    }

    /** A route that answers {@code direct:<name>} with a word, and whatever further steps it gets. */
    static String answering(String id, String name, String word, String... steps) {
        return """
                - route:
                    id: %s
                    from:
                      uri: direct:%s
                      steps:
                        - setBody:
                            constant: %s
                """
                        .formatted(id, name, word)
                + String.join(
                        "",
                        Arrays.stream(steps)
                                .map(step -> "        - " + step + "\n")
                                .toList());
    }

    /** Saves a file at once, as an editor does that writes beside and renames. */
    void save(String file, String text) throws IOException {
        Path written = Files.writeString(folder.resolve(file + ".saving"), text);
        Files.move(written, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete(String file) throws IOException {
        Files.delete(folder.resolve(file));
    }

    /** What a route answers to nothing. */
    String ask(String name) {
        return camel.requestBody("direct:" + name, "", String.class);
    }

    boolean hasRoute(String id) {
        Route route = gateway.context().getRoute(id);
        return route != null
                && gateway.context().getRouteController().getRouteStatus(id).isStarted();
    }

    void awaitAnswer(String name, String word) {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> assertThat(ask(name))
                .isEqualTo(word));
    }

    String health() throws IOException, InterruptedException {
        return Ehr.of(gateway).get("/observe/health").body();
    }

    /** What health tells of the route files; empty when all is well. */
    String problem() throws IOException, InterruptedException {
        for (JsonNode check : JSON.readTree(
                        Ehr.of(gateway).get("/observe/health?data=true").body())
                .path("checks")) {
            if (check.path("name").asText().equals("user-routes")) {
                assertThat(check.path("status").asText()).isEqualTo("UP");
                return check.path("data").path("lastReloadError").asText();
            }
        }
        return "health knows nothing of user-routes";
    }

    void awaitProblem(String... words) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(problem()).contains(words));
    }

    void awaitNoProblem() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(problem()).isEmpty());
    }

    @Override
    public void close() throws IOException {
        camel.close();
    }
}
