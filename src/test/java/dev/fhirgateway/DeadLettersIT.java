package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a feed could not deliver is looked at, mended and sent again, as an operator does it. */
class DeadLettersIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BAD = "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"birthDate\":\"Zzmarker\"}";
    private static final String GOOD = "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"birthDate\":\"2000-01-01\"}";

    @TempDir
    private Path config;

    private GatewayUnderTest gateway;
    private ProducerTemplate feed;

    @BeforeEach
    void start() {
        gateway = GatewayUnderTest.start(
                config,
                "sandbox.store=" + config.resolve("registry.db"),
                "gateway.delivery.max-tries=1",
                "sandbox.task-delay=300ms");
        feed = gateway.gateway().context().createProducerTemplate();
    }

    @AfterEach
    void stop() throws Exception {
        feed.close();
        gateway.close();
    }

    @Test
    void aLetterIsShownWithoutItsDataAndReplayedAsItWasEdited() throws Exception {
        // Given
        feed.requestBody("direct:upsert-batch", "[" + GOOD.formatted("p-1") + "," + BAD.formatted("p-2") + "]");

        // When
        JsonNode letters = json("GET", "/gateway/dead-letters?type=Patient&blame=source-data", "", 200);

        // Then
        assertThat(letters.path("letters")).hasSize(1);
        JsonNode letter = letters.path("letters").get(0);
        assertThat(letter.path("id").asText()).isEqualTo("p-2");
        assertThat(letter.path("state").asText()).isEqualTo("open");
        String number = letter.path("number").asText();
        JsonNode shown = json("GET", "/gateway/dead-letters/" + number, "", 200);
        assertThat(shown.at("/original/birthDate").asText()).isEqualTo("***");
        assertThat(shown.toString()).doesNotContain("Zzmarker");
        json("GET", "/gateway/dead-letters/" + number + "?view=full", "", 403);

        // When
        json("POST", "/gateway/dead-letters/" + number + "/replay", GOOD.formatted("p-2"), 202);

        // Then
        awaitState(number, "replayed");
        assertThat(record("p-2").at("/state/status").asText()).isEqualTo("PERSISTED");
        shown = json("GET", "/gateway/dead-letters/" + number, "", 200);
        assertThat(shown.has("original")).isTrue();
        assertThat(shown.has("edited")).isTrue();
        assertThat(shown.path("closedBy").asText()).isNotEmpty();
        json("POST", "/gateway/dead-letters/" + number + "/replay", "", 409);
        json("GET", "/gateway/dead-letters/999", "", 404);
        json("GET", "/gateway/dead-letters?source=zz-other", "", 404);
        json("GET", "/gateway/dead-letters?state=zz", "", 400);
        json("POST", "/gateway/dead-letters/replay", "", 400);
    }

    @Test
    void aNewerVersionHealsIt() throws Exception {
        // Given
        feed.requestBody("direct:upsert-batch", "[" + BAD.formatted("p-1") + "]");

        // When
        BatchAnswer newer = gateway.put("[" + GOOD.formatted("p-1") + "]");

        // Then
        JsonNode letter =
                json("GET", "/gateway/dead-letters?state=any", "", 200).at("/letters/0");
        assertThat(letter.path("state").asText()).isEqualTo("healed");
        assertThat(letter.path("closedBy").asText()).isEqualTo(newer.header("X-Batch-Id"));
    }

    @Test
    void theLifeOfARecordLeadsToItsLetters() throws Exception {
        // Given
        feed.requestBody("direct:upsert-batch", "[" + BAD.formatted("p-1") + "," + BAD.formatted("p-2") + "]");
        json("POST", "/gateway/dead-letters/1/discard", "{\"reason\":\"a test\"}", 200);
        feed.requestBody("direct:upsert-batch", "[" + BAD.formatted("p-1") + "]");

        // When
        JsonNode letters = record("p-1").path("deadLetters");

        // Then: the last one first, and none of another record
        assertThat(letters).extracting(letter -> letter.path("number").asInt()).containsExactly(3, 1);
        assertThat(letters).extracting(letter -> letter.path("state").asText()).containsExactly("open", "discarded");
        for (JsonNode letter : letters) {
            JsonNode shown =
                    json("GET", "/gateway/dead-letters/" + letter.path("number").asText(), "", 200);
            assertThat(shown.path("id").asText()).isEqualTo("p-1");
            assertThat(shown.path("state")).isEqualTo(letter.path("state"));
            assertThat(letter.path("changedAt").asText()).isNotEmpty();
        }

        // When
        gateway.put("[" + GOOD.formatted("p-1") + "," + GOOD.formatted("p-3") + "]");

        // Then
        assertThat(record("p-1").path("deadLetters"))
                .extracting(letter -> letter.path("state").asText())
                .containsExactly("healed", "discarded");
        assertThat(record("p-3").has("deadLetters")).isFalse();
    }

    @Test
    void whatAnOutageHoldsUpIsNoLetterAndIsSentByItselfAfterwards() throws Exception {
        // Given
        gateway.sandbox().faults(FaultPlan.always(new Fault.Status(503)));

        // When
        feed.requestBody("direct:upsert-batch", "[" + GOOD.formatted("p-1") + "]");

        // Then
        assertThat(json("GET", "/gateway/dead-letters", "", 200).path("letters"))
                .isEmpty();
        assertThat(json("GET", "/gateway/dead-letters?state=waiting", "", 200).path("letters"))
                .hasSize(1);

        // When: somebody does not want to wait
        gateway.sandbox().faults(FaultPlan.none());
        json("POST", "/gateway/dead-letters/1/replay", "", 202);

        // Then
        awaitState("1", "replayed");
    }

    @Test
    void whatTheRegistryAcceptedAndThenFailedAtIsALetterToo() throws Exception {
        // Given
        gateway.close();
        gateway = GatewayUnderTest.start(config, "sandbox.async-types=patient", "sandbox.task-delay=200ms");
        feed = gateway.gateway().context().createProducerTemplate();
        gateway.sandbox().faults(FaultPlan.none());

        // When
        feed.requestBody("direct:upsert-batch", "[" + GOOD.formatted("p-1") + "]");

        // Then: it is none as long as nobody knows, and none when it is stored
        assertThat(json("GET", "/gateway/dead-letters?state=any", "", 200).path("letters"))
                .isEmpty();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(record("p-1").at("/state/status").asText()).isEqualTo("PERSISTED"));
        assertThat(kept()).isZero();
    }

    @Test
    void theCommandLineDoesAllOfIt() throws Exception {
        // Given
        feed.requestBody("direct:upsert-batch", bad(0, 600));
        String to = gateway.at("/").toString();

        // When
        CommandLineRun list = command("list", "--to", to);
        CommandLineRun show = command("show", "1", "--to", to);
        CommandLineRun discard = command("discard", "1", "--reason", "a test", "--to", to);
        Path mended = Files.writeString(config.resolve("mended.json"), GOOD.formatted("p-1"));
        CommandLineRun edit = command("replay", "2", "--with", mended.toString(), "--to", to);

        // Then
        assertThat(list.code()).isZero();
        assertThat(list.out()).contains("Patient/p-0  source-data").endsWith("600 letters\n");
        assertThat(show.out()).contains("\"original\"").doesNotContain("Zzmarker");
        assertThat(discard.out()).isEqualTo("1 discarded\n");
        assertThat(edit.out()).startsWith("1 to be sent again");
        awaitState("2", "replayed");

        // When
        CommandLineRun all = command("replay", "--blame", "source-data", "--to", to);

        // Then: all of them are tried, and are open again
        assertThat(all.out()).startsWith("598 to be sent again");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> command("list", "--to", to).out().endsWith("598 letters\n"));
        assertThat(command("list", "--state", "discarded", "--to", to).out()).contains("1 letter");
        assertThat(command("replay", "--to", to).code()).isEqualTo(2);
        assertThat(command("replay", "1", "--to", to).code()).isEqualTo(1);
        assertThat(command("show", "1", "--to", "http://127.0.0.1:1").code()).isEqualTo(1);
    }

    @Test
    void whatWasToBeSentAgainIsSentByTheNextGateway() throws Exception {
        // Given
        feed.requestBody("direct:upsert-batch", "[" + BAD.formatted("p-1") + "]");
        gateway.gateway().context().getRouteController().stopRoute("replays");
        json("POST", "/gateway/dead-letters/1/replay", GOOD.formatted("p-1"), 202);

        // When
        gateway.close();
        gateway = GatewayUnderTest.start(config, "sandbox.store=" + config.resolve("registry.db"));

        // Then
        awaitState("1", "replayed");
        assertThat(gateway.sandbox().received())
                .filteredOn(call -> call.path().endsWith("/p-1"))
                .hasSize(1);
    }

    private CommandLineRun command(String... args) {
        return CommandLineRun.of(
                config,
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("dead-letters"), java.util.Arrays.stream(args))
                        .toArray(String[]::new));
    }

    private static String bad(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> BAD.formatted("p-" + i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private long kept() {
        return gateway.gateway().ledger().reader().read(handle -> handle.createQuery("SELECT count(*) FROM letter")
                .map((row, context) -> row.getLong(1))
                .one());
    }

    private void awaitState(String number, String state) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(json("GET", "/gateway/dead-letters/" + number, "", 200)
                                .path("state")
                                .asText())
                        .isEqualTo(state));
    }

    private JsonNode record(String id) throws Exception {
        return JSON.readTree(gateway.get("/gateway/records/default/Patient/" + id));
    }

    private JsonNode json(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(gateway.at(path))
                                .method(
                                        method,
                                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
