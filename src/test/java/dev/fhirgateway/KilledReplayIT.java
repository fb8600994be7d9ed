package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gateway that is killed between any two steps of a replay, and started again on the same ledger and registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledReplayIT {
    private static final String BAD = "[{\"resourceType\":\"Patient\",\"id\":\"p-%d\",\"birthDate\":\"Zz\"}]";
    private static final String GOOD = "{\"resourceType\":\"Patient\",\"id\":\"p-%d\"}";

    @TempDir
    private static Path config;

    private Sandbox registry;
    private Set<String> steps;
    private int letters;

    @BeforeAll
    void replayOnce() throws Exception {
        KillAtStep.begin();
        registry = Sandbox.start(SandboxOptions.defaults().withPort(0));
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, settings(KillAtStep.BEAN))) {
            wish(gateway);
            awaitReplayed(gateway);
        }
        steps = KillAtStep.passed();
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    /** Where letters are taken, where a batch begins and ends, and where a call is made; steps in between change nothing. */
    Stream<String> steps() {
        return steps.stream().filter(step -> step.matches("(replays?|upsert-entries|call|command|report)/.*"));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void whatWasToBeSentAgainIs(String step) throws Exception {
        // Given
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, settings())) {
            gateway.gateway().context().getRouteController().stopRoute("replays");
            wish(gateway);
        }

        // When
        int code = KilledGateway.untilKilled(config, settings(KillAtStep.BEAN, "camel.beans.killer.step=" + step));

        // Then
        assertThat(code).isEqualTo(KillAtStep.STATUS);
        try (GatewayUnderTest again = GatewayUnderTest.start(config, settings())) {
            awaitReplayed(again);
            assertThat(again.get("/gateway/records/default/Patient/p-" + letters))
                    .contains("\"status\":\"PERSISTED\"");
        }
        assertThat(registry.received())
                .filteredOn(call -> call.path().endsWith("/p-" + letters))
                .hasSizeBetween(1, 2);
    }

    /** Another letter, that is to be sent again with a resource that is good. */
    private void wish(GatewayUnderTest gateway) throws Exception {
        letters++;
        try (ProducerTemplate feed = gateway.gateway().context().createProducerTemplate()) {
            feed.requestBody("direct:upsert-batch", BAD.formatted(letters));
        }
        HttpRequest replay = HttpRequest.newBuilder(gateway.at("/gateway/dead-letters/" + letters + "/replay"))
                .POST(BodyPublishers.ofString(GOOD.formatted(letters)))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(replay, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    private void awaitReplayed(GatewayUnderTest gateway) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(gateway.get("/gateway/dead-letters/" + letters))
                        .contains("\"state\":\"replayed\""));
    }

    private String[] settings(String... more) {
        return Stream.concat(
                        Stream.of(
                                "gateway.mode=development",
                                "gateway.registry.url=" + registry.url(),
                                "gateway.registry.api-key=sandbox"),
                        Stream.of(more))
                .toArray(String[]::new);
    }
}
