package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is accepted is followed to its end, whatever the registry makes of its tasks. */
class FollowUpIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path config;

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.start(
                config,
                "sandbox.task-delay=300ms",
                "gateway.delivery.deadline=20s",
                "gateway.follow-up.first-poll=50ms",
                "gateway.follow-up.longest-pause=500ms",
                "gateway.follow-up.deadline=4s",
                "gateway.follow-up.slow-pace=1s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void whatWasAcceptedIsToldWhenItIsStored() throws Exception {
        // Given
        script("{task: on-time, task-time: 2s}");

        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(List.of("stored-1", "stored-2")));

        // Then
        assertThat(answer.status()).isEqualTo(202);
        String status = answer.header("Content-Location");
        assertThat(status).isEqualTo("/fhir/_batch/" + answer.header("X-Batch-Id"));
        BatchAnswer running = gateway.ask(status);
        assertThat(running.status()).isEqualTo(202);
        assertThat(running.header("X-Progress")).isEqualTo("0 of 2 entries ended");
        assertThat(running.header("Retry-After")).isNotEmpty();
        BatchAnswer ended = ended(answer);
        assertThat(ended.counts()).isEqualTo("persisted=2, accepted=0, unchanged=0, failed=0");
        JsonNode result = ended.json().at("/results/1");
        assertThat(result.path("id").asText()).isEqualTo("stored-2");
        assertThat(result.path("status").asText()).isEqualTo("PERSISTED");
        assertThat(result.path("versionId").asText()).matches("\\d{16,}");
        assertThat(result.path("taskId").asText()).startsWith("s_");
    }

    @Test
    void eachEndIsToldForWhatItIs() throws Exception {
        // Given
        script(
                """
                - {id: fails, task: fails(INVALID_ARGUMENT)}
                - {id: rejected, task: rejected}
                - {id: forgotten, task: forgotten}
                - {id: repeated, task: receipts-repeated}
                - {id: mixed-up, task: receipts-mixed-up}
                - {id: missing, task: receipts-missing}
                - {id: in-review, task: in-review}
                - {id: never, task: never}
                - {id: fails-once, task: fails, nth: 1, per: record}
                - {id: fails-always, task: fails}
                - {id: lost-once, task: lost, nth: 1, per: record}
                """);
        List<String> ids = List.of(
                "fails",
                "rejected",
                "forgotten",
                "repeated",
                "mixed-up",
                "missing",
                "in-review",
                "never",
                "fails-once",
                "fails-always",
                "lost-once",
                "sync");

        // When
        BatchAnswer ended = ended(gateway.put(MarkedPatients.batch(ids)));

        // Then
        assertThat(ended.counts()).isEqualTo("persisted=7, accepted=2, unchanged=0, failed=3");
        for (String id : List.of("forgotten", "repeated", "mixed-up", "missing", "fails-once", "lost-once", "sync")) {
            assertThat(result(ended, id).path("status").asText()).as(id).isEqualTo("PERSISTED");
        }
        assertThat(told(ended, "fails")).contains("registry-refused", "INVALID_ARGUMENT", "told to let this task fail");
        assertThat(told(ended, "rejected")).contains("registry-refused", "a reviewer at the registry rejected it");
        assertThat(told(ended, "fails-always")).contains("registry-unavailable", "INTERNAL");
        assertThat(told(ended, "in-review")).contains("ACCEPTED", "a reviewer at the registry has to look");
        assertThat(told(ended, "never")).contains("ACCEPTED", "still pending");
        assertThat(sends("fails-once")).isEqualTo(2);
        assertThat(sends("lost-once")).isEqualTo(2);
        assertThat(sends("fails-always")).isEqualTo(3);
    }

    @Test
    void aLaterWriteWaitsForTheTaskOfAnEarlierOne() throws Exception {
        // Given
        script("{id: twice, task: on-time, task-time: 1s, nth: 1, per: record}");
        BatchAnswer first = gateway.put(MarkedPatients.batch(List.of("twice")));

        // When
        BatchAnswer second = gateway.put(MarkedPatients.batch(List.of("twice")).replace("Ada", "Grace"));

        // Then
        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(200);
        long earlier = ended(first).json().at("/results/0/versionId").asLong();
        assertThat(second.json().at("/0/meta/versionId").asLong()).isGreaterThan(earlier);
        assertThat(SandboxRecord.of(gateway.sandbox(), "twice")).contains("Grace");
    }

    @Test
    void whoWaitsInVainIsToldForWhat() throws Exception {
        // Given
        script("{id: slow, task: on-time, task-time: 3s, nth: 1, per: record}");
        BatchAnswer first = gateway.put(MarkedPatients.batch(List.of("slow")));

        // When
        BatchAnswer second = gateway.put(MarkedPatients.batch(List.of("slow")), "X-Request-Timeout", "1");

        // Then
        assertThat(second.status()).isEqualTo(503);
        assertThat(BatchAnswer.blame(second.slots().get(0))).isEqualTo("registry-unavailable");
        assertThat(BatchAnswer.diagnostics(second.slots().get(0)))
                .contains("not sent", "still works on an earlier version", "a resend is safe");
        assertThat(told(ended(first), "slow")).contains("PERSISTED");
        assertThat(sends("slow")).isEqualTo(1);
    }

    @Test
    void noWriteWaitsForAReviewAndItsEndChangesNothingOfALaterVersion() throws Exception {
        // Given
        script("{id: overtaken, task: on-time, task-time: 6s, nth: 1, per: record}");
        BatchAnswer first = gateway.put(MarkedPatients.batch(List.of("overtaken")));
        await().atMost(PATIENCE).until(() -> told(ended(first), "overtaken").contains("still pending"));

        // When
        BatchAnswer second =
                gateway.put(MarkedPatients.batch(List.of("overtaken")).replace("Ada", "Grace"));

        // Then
        assertThat(second.status()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> told(ended(first), "overtaken").contains("PERSISTED"));
        assertThat(told(ended(first), "overtaken"))
                .contains("after a later version")
                .doesNotContain("versionId");
    }

    @Test
    void onlyBatchesWithAcceptedEntriesAreShownAndOnlyToTheirClient() throws Exception {
        // Given
        script("{id: mine, task: on-time}");
        BatchAnswer mine = gateway.put(MarkedPatients.batch(List.of("mine")));
        BatchAnswer other = gateway.put(MarkedPatients.batch(List.of("at-once")));

        // Then
        assertThat(gateway.ask("/fhir/_batch/" + mine.header("X-Batch-Id"), "Authorization", "Bearer wrong")
                        .status())
                .isEqualTo(401);
        for (String id : List.of(other.header("X-Batch-Id"), "no-such-batch")) {
            BatchAnswer missing = gateway.ask("/fhir/_batch/" + id);
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
            assertThat(missing.text()).contains("there is no batch of this id");
        }
    }

    private static void script(String rules) {
        gateway.sandbox().trouble(TroubleScript.read(rules));
    }

    private static BatchAnswer ended(BatchAnswer batch) throws Exception {
        String status = "/fhir/_batch/" + batch.header("X-Batch-Id");
        await().atMost(PATIENCE).until(() -> gateway.ask(status).status() == 200);
        return gateway.ask(status);
    }

    private static JsonNode result(BatchAnswer ended, String id) {
        for (JsonNode result : ended.json().path("results")) {
            if (result.path("id").asText().equals(id)) {
                return result;
            }
        }
        throw new AssertionError("no result of " + id);
    }

    private static String told(BatchAnswer ended, String id) {
        return result(ended, id).toString();
    }

    private static long sends(String id) {
        return gateway.sandbox().received().stream()
                .filter(call -> call.method().equals("PUT") && call.path().endsWith("/" + id))
                .count();
    }
}
