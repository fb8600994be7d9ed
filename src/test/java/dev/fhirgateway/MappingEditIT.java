package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.ReceivedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engineer edits a mapping while batches run. */
class MappingEditIT {
    private static final Duration LATENCY = Duration.ofMillis(60);
    private static final int WINDOW = 4;

    /** Enough for some six seconds, and an edit counts within one. */
    private static final int MANY = 400;

    @TempDir
    Path config;

    private Path mapping;
    private GatewayUnderTest gateway;

    @BeforeEach
    void start() throws IOException {
        mapping = Files.createDirectories(config.resolve("mappings")).resolve("Patient.jslt");
        edit(version("first"));
        gateway = GatewayUnderTest.start(config, "gateway.delivery.concurrency=" + WINDOW);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aBatchEndsOnTheVersionItBeganWithAndTheNextTakesTheNew() throws Exception {
        // Given
        SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.always(new Fault.Delay(LATENCY)));
        CompletableFuture<BatchAnswer> first = gateway.putLater(batch("long", MANY));
        await().until(() -> calls.all().size() > 2 * WINDOW);

        // When
        edit(version("second"));
        await().untilAsserted(() -> assertThat(triedOut()).isEqualTo("second"));
        CompletableFuture<BatchAnswer> between = gateway.putLater(batch("between", 20));
        await().until(() -> !calls.to("between-0").isEmpty());

        edit(version("broken").replace("{\"type\":", "{\"type\""));
        await().untilAsserted(() ->
                assertThat(problem()).contains("config/mappings/Patient.jslt, line 1, column 24: unexpected"));
        assertThat(triedOut()).isEqualTo("second");

        edit(version("third"));
        await().untilAsserted(() -> assertThat(triedOut()).isEqualTo("third"));
        assertThat(problem()).isEmpty();
        assertThat(first).as("the batch that was there before all edits").isNotDone();
        CompletableFuture<BatchAnswer> last = gateway.putLater(batch("last", 20));

        // Then
        assertThat(List.of(
                        first.join().status(),
                        between.join().status(),
                        last.join().status()))
                .containsOnly(200);
        assertThat(versions(calls, "long", MANY)).containsExactly("first");
        assertThat(versions(calls, "between", 20)).containsExactly("second");
        assertThat(versions(calls, "last", 20)).containsExactly("third");
        assertThat(List.of(told(first), told(between), told(last)))
                .doesNotHaveDuplicates()
                .allSatisfy(version -> assertThat(version).matches("Patient=[0-9a-f]{12}"));
    }

    private static String told(CompletableFuture<BatchAnswer> answer) {
        return answer.join().header("X-Mapping-Versions");
    }

    private static String version(String version) {
        return "{\"resources\": [{\"type\": \"patient\", \"data\": {\"name\": .name, \"version\": \"" + version
                + "\"}}]}";
    }

    private void edit(String text) throws IOException {
        Files.writeString(mapping, text);
    }

    private static String batch(String name, int size) {
        return MarkedPatients.batch(MarkedPatients.ids(name, size));
    }

    /** The version by which an entry would be translated now. */
    private String triedOut() throws IOException, InterruptedException {
        return gateway.put(gateway.at("/fhir?_dryRun=true"), batch("dry", 1))
                .json()
                .at("/results/0/calls/0/body/data/version")
                .asText();
    }

    /** What health tells of mappings; empty when all is well. */
    private String problem() throws IOException, InterruptedException {
        JsonNode health = BatchAnswer.JSON.readTree(gateway.get("/observe/health?data=true"));
        assertThat(health.path("status").asText()).isEqualTo("UP");
        for (JsonNode check : health.path("checks")) {
            if (check.path("name").asText().equals("mappings")) {
                return check.path("data").path("lastReloadError").asText();
            }
        }
        return "health knows nothing of mappings";
    }

    private static Set<String> versions(SandboxCalls calls, String name, int size) {
        List<ReceivedCall> sent = calls.all().stream()
                .filter(call -> call.path().startsWith(SandboxCalls.PATIENTS + name + "-"))
                .toList();
        assertThat(sent).hasSize(size);
        return sent.stream()
                .map(call -> body(call).at("/data/version").asText())
                .collect(Collectors.toSet());
    }

    private static JsonNode body(ReceivedCall call) {
        try {
            return BatchAnswer.JSON.readTree(call.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
