package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches whose answer nobody waits for, from the request to what is told of them. */
class JobsIT {
    private static final String BAD = "{\"resourceType\":\"Patient\",\"id\":\"bad\",\"birthDate\":\"yesterday\"}";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String[] TRIED_AT_LENGTH = {
        "gateway.jobs.tries=1000",
        "gateway.delivery.max-tries=2",
        "gateway.delivery.backoff-initial=1ms",
        "gateway.delivery.backoff-max=1ms"
    };

    @TempDir
    Path config;

    @Test
    void aJobIsTakenDeliveredAndTold() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, "gateway.jobs.chunk=100")) {
            // When
            BatchAnswer taken = gateway.put(
                    lines(MarkedPatients.ids("j", 250)) + BAD + "\n",
                    "Prefer",
                    "respond-async",
                    "Content-Type",
                    "application/fhir+ndjson");

            // Then
            assertThat(taken.status()).isEqualTo(202);
            String job = taken.header("Content-Location");
            assertThat(job).isEqualTo("/fhir/_batch/" + taken.header("X-Batch-Id"));
            BatchAnswer ended = ended(gateway, job);
            assertThat(ended.counts()).isEqualTo("persisted=250, accepted=0, unchanged=0, failed=1");
            JsonNode manifest = ended.json();
            assertThat(manifest.path("request").asText())
                    .isEqualTo(gateway.at("/fhir").toString());
            assertThat(manifest.path("output").path(0).path("url").asText())
                    .isEqualTo(gateway.at(job + "/output").toString());
            List<JsonNode> results = jsonLines(gateway.ask(job + "/output"));
            assertThat(results)
                    .extracting(result -> result.path("index").asInt())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(0, 250).boxed().toList());
            assertThat(results.get(0).path("status").asText()).isEqualTo("PERSISTED");
            assertThat(results.get(0).path("versionId").asText()).isNotEmpty();
            assertThat(jsonLines(gateway.ask(job + "/error"))).singleElement().satisfies(outcome -> {
                assertThat(BatchAnswer.blame(outcome)).isEqualTo("source-data");
                assertThat(BatchAnswer.diagnostics(outcome)).contains("entry 250 (Patient/bad)", "Patient.birthDate");
            });
            assertThat(gateway.ask(job + "/failed").text()).isEqualTo("[" + BAD + "]");
            assertThat(gateway.sandbox().stored("default", "patient")).isEqualTo(250);
        }
    }

    @Test
    void aJobBelongsToItsClient() throws Exception {
        String token = GatewayUnderTest.newClient(config, "default");
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config)) {
            String job = gateway.put(MarkedPatients.batch(List.of("p-1")), "Prefer", "respond-async")
                    .header("Content-Location");
            ended(gateway, job);

            assertThat(gateway.ask("/fhir/_batch").json().path("jobs")).hasSize(1);
            assertThat(gateway.ask("/fhir/_batch", "Authorization", "Bearer " + token)
                            .json()
                            .path("jobs"))
                    .isEmpty();
            for (String part : List.of("", "/output", "/error", "/failed")) {
                assertThat(gateway.ask(job + part, "Authorization", "Bearer " + token)
                                .status())
                        .isEqualTo(404);
            }
            assertThat(gateway.ask(job + "/nonsense").status()).isEqualTo(404);
        }
    }

    @Test
    void whatIsCancelledIsNotSentAndAnEndedJobIsForgotten() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, "gateway.jobs.chunk=10")) {
            gateway.sandbox().trouble(TroubleScript.read("{latency: 300ms}"));
            String job = gateway.put(MarkedPatients.batch(MarkedPatients.ids("c", 3_000)), "Prefer", "respond-async")
                    .header("Content-Location");
            await().atMost(PATIENCE)
                    .until(() -> gateway.ask(job).json().path("left").asInt() < 3_000);

            BatchAnswer cancelled = delete(gateway, job);

            assertThat(cancelled.status()).isEqualTo(202);
            JsonNode end = ended(gateway, job).json();
            assertThat(end.path("state").asText()).isEqualTo("cancelled");
            int persisted = end.path("counts").path("persisted").asInt();
            assertThat(persisted).isBetween(1, 2_999);
            assertThat(end.path("cancelled").asInt()).isEqualTo(3_000 - persisted);
            assertThat(gateway.sandbox().stored("default", "patient")).isEqualTo(persisted);

            assertThat(delete(gateway, job).status()).isEqualTo(202);
            assertThat(gateway.ask(job).status()).isEqualTo(404);
            assertThat(config.resolve("data/jobs")).isDirectoryNotContaining("glob:**.journal");
        }
    }

    @Test
    void aJobGoesOnWhereTheGatewayWasStopped() throws Exception {
        String job;
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, "gateway.jobs.chunk=10")) {
            gateway.sandbox().trouble(TroubleScript.read("{latency: 50ms}"));
            job = gateway.put(MarkedPatients.batch(MarkedPatients.ids("r", 1_000)), "Prefer", "respond-async")
                    .header("Content-Location");
            await().atMost(PATIENCE)
                    .until(() -> gateway.ask(job(gateway)).json().path("left").asInt() < 1_000);
        }
        try (GatewayUnderTest again = GatewayUnderTest.start(config)) {
            BatchAnswer ended = ended(again, job);

            assertThat(ended.counts()).isEqualTo("persisted=1000, accepted=0, unchanged=0, failed=0");
            assertThat(again.sandbox().stored("default", "patient"))
                    .as("the sandbox is a new one, and has what the first did not get")
                    .isBetween(1, 999);
        }
    }

    @Test
    void anOutageCostsAJobNothingButTime() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                config,
                "gateway.jobs.chunk=100",
                "gateway.jobs.tries=1",
                "gateway.delivery.max-tries=2",
                "gateway.delivery.backoff-initial=1ms",
                "gateway.outage.probe-interval=100ms")) {
            gateway.sandbox().trouble(TroubleScript.read("{status: 503}"));
            String job = gateway.put(MarkedPatients.batch(MarkedPatients.ids("o", 500)), "Prefer", "respond-async")
                    .header("Content-Location");
            await().atMost(PATIENCE).until(() -> gateway.get("/observe/metrics")
                    .contains("gateway_delivery_circuit{state=\"closed\"} 0"));
            assertThat(gateway.ask(job).json().path("left").asInt()).isEqualTo(500);

            gateway.sandbox().trouble(TroubleScript.empty());

            assertThat(ended(gateway, job).counts()).isEqualTo("persisted=500, accepted=0, unchanged=0, failed=0");
        }
    }

    @Test
    void whatFailsByItselfEndsAfterSomeRoundsAlsoWhenNothingElseIsLeft() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                config,
                "gateway.jobs.tries=2",
                "gateway.delivery.max-tries=2",
                "gateway.delivery.backoff-initial=1ms")) {
            gateway.sandbox().trouble(TroubleScript.read("{id: x-7, status: 503}"));
            String job = gateway.put(MarkedPatients.batch(MarkedPatients.ids("x", 20)), "Prefer", "respond-async")
                    .header("Content-Location");

            assertThat(ended(gateway, job).counts()).isEqualTo("persisted=19, accepted=0, unchanged=0, failed=1");
            assertThat(jsonLines(gateway.ask(job + "/error")))
                    .singleElement()
                    .satisfies(outcome -> assertThat(BatchAnswer.blame(outcome)).isEqualTo("registry-unavailable"));
        }
    }

    @Test
    void anEntryThatFailedIsNotSentAgainOverANewerVersionFromElsewhere() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, TRIED_AT_LENGTH)) {
            SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), failing("Old"));
            String job = gateway.put(
                            lines(MarkedPatients.ids("n", 5)).replace(given("n-2", "Ada"), given("n-2", "Old")),
                            "Prefer",
                            "respond-async",
                            "Content-Type",
                            "application/fhir+ndjson")
                    .header("Content-Location");
            await().atMost(PATIENCE).until(() -> !calls.to("n-2").isEmpty());

            // When
            BatchAnswer newer = gateway.put(MarkedPatients.batch(List.of("n-2")).replace("Ada", "New"));
            gateway.sandbox().faults(FaultPlan.none());
            BatchAnswer ended = ended(gateway, job);

            // Then
            assertThat(newer.status()).isEqualTo(200);
            assertThat(ended.counts()).isEqualTo("persisted=4, accepted=0, unchanged=0, failed=0, superseded=1");
            JsonNode result = jsonLines(gateway.ask(job + "/output")).get(2);
            assertThat(result.path("id").asText()).isEqualTo("n-2");
            assertThat(result.path("status").asText()).isEqualTo("SUPERSEDED");
            assertThat(gateway.ask("/gateway/records/default/Patient/n-2")
                            .json()
                            .at("/state/versionId"))
                    .isEqualTo(newer.slots().get(0).at("/meta/versionId"));
            assertThat(SandboxRecord.of(gateway.sandbox(), "n-2")).contains("New");
            assertThat(sent(calls, "n-2")).endsWith("New").containsOnlyOnce("New");
        }
    }

    @Test
    void aLaterVersionThatFailedIsSentAlthoughTheSameJobDeliveredAnEarlierOne() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, TRIED_AT_LENGTH)) {
            SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), failing("Later"));
            String twice = MarkedPatients.batch(List.of("m-0", "m-1", "twice", "m-2", "twice", "m-3"));
            String later = new StringBuilder(twice)
                    .replace(twice.lastIndexOf(given("twice", "Ada")), twice.length(), "")
                    .append(given("twice", "Later"))
                    .append(", ")
                    .append(MarkedPatients.patient("m-3"))
                    .append(']')
                    .toString();
            String job = gateway.put(later, "Prefer", "respond-async").header("Content-Location");
            await().atMost(PATIENCE).until(() -> sent(calls, "twice").contains("Later"));

            // When
            gateway.sandbox().faults(FaultPlan.none());
            BatchAnswer ended = ended(gateway, job);

            // Then
            assertThat(ended.counts()).isEqualTo("persisted=6, accepted=0, unchanged=0, failed=0");
            assertThat(jsonLines(gateway.ask(job + "/output")))
                    .extracting(result -> result.path("status").asText())
                    .containsOnly("PERSISTED");
            assertThat(SandboxRecord.of(gateway.sandbox(), "twice")).contains("Later");
            assertThat(sent(calls, "twice")).startsWith("Ada").endsWith("Later").containsOnlyOnce("Ada");
        }
    }

    /** The registry fails at this version of a record, and takes all else. */
    private static FaultPlan failing(String given) {
        return (call, nth) -> call.bodyText().contains(given) ? new Fault.Status(503) : new Fault.None();
    }

    private static String given(String id, String given) {
        return MarkedPatients.patient(id).replace("Ada", given);
    }

    /** The given names that came for a record, in their order. */
    private static List<String> sent(SandboxCalls calls, String id) {
        return calls.to(id).stream()
                .filter(call -> call.method().equals("PUT"))
                .map(call -> Stream.of("Ada", "Old", "New", "Later")
                        .filter(call.bodyText()::contains)
                        .findFirst()
                        .orElse("?"))
                .toList();
    }

    @Test
    void whatTheRegistryAcceptsIsFollowedToItsEnd() throws Exception {
        try (GatewayUnderTest gateway =
                GatewayUnderTest.start(config, "sandbox.async-types=patient", "sandbox.task-delay=1s")) {
            String job = gateway.put(MarkedPatients.batch(MarkedPatients.ids("a", 20)), "Prefer", "respond-async")
                    .header("Content-Location");

            assertThat(ended(gateway, job).counts()).isEqualTo("persisted=20, accepted=0, unchanged=0, failed=0");
        }
    }

    @Test
    void aBatchThatIsTooLargeBecomesAJobWhenTheSettingSaysSo() throws Exception {
        try (GatewayUnderTest gateway =
                GatewayUnderTest.start(config, "gateway.jobs.large-batches=job", "gateway.intake.max-entries=100")) {
            BatchAnswer small = gateway.put(MarkedPatients.batch(MarkedPatients.ids("s", 100)));
            BatchAnswer large = gateway.put(MarkedPatients.batch(MarkedPatients.ids("l", 101)));

            assertThat(small.status()).isEqualTo(200);
            assertThat(large.status()).isEqualTo(202);
            assertThat(ended(gateway, large.header("Content-Location")).counts())
                    .isEqualTo("persisted=101, accepted=0, unchanged=0, failed=0");
        }
    }

    @Test
    void ofABrokenBodyNothingIsTakenUnlessTheSettingSaysSo() throws Exception {
        String broken = "[" + MarkedPatients.patient("b-1") + ", {\"resourceType\":";
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config)) {
            assertThat(gateway.put(broken, "Prefer", "respond-async").status()).isEqualTo(400);
            assertThat(gateway.ask("/fhir/_batch").json().path("jobs")).isEmpty();
        }
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, "gateway.jobs.broken-bodies=keep")) {
            BatchAnswer taken = gateway.put(broken, "Prefer", "respond-async");

            assertThat(taken.status()).isEqualTo(202);
            JsonNode ended = ended(gateway, taken.header("Content-Location")).json();
            assertThat(ended.path("entries").asInt()).isEqualTo(1);
            assertThat(ended.path("problem").asText()).contains("at byte offset");
        }
    }

    private static String job(GatewayUnderTest gateway) throws IOException, InterruptedException {
        return URI.create(gateway.ask("/fhir/_batch").json().at("/jobs/0/url").asText())
                .getPath();
    }

    private static BatchAnswer ended(GatewayUnderTest gateway, String job) {
        return await().atMost(PATIENCE).until(() -> gateway.ask(job), answer -> answer.status() == 200);
    }

    private static BatchAnswer delete(GatewayUnderTest gateway, String job) throws IOException, InterruptedException {
        return new BatchAnswer(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(gateway.at(job)).DELETE().build(), BodyHandlers.ofString()));
    }

    private static String lines(List<String> ids) {
        return ids.stream()
                .map(MarkedPatients::patient)
                .map(patient -> patient + "\n")
                .collect(Collectors.joining());
    }

    private static List<JsonNode> jsonLines(BatchAnswer answer) {
        return Arrays.stream(answer.text().split("\n")).map(JobsIT::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return BatchAnswer.JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
