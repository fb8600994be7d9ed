package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.ReceivedCall;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many versions of many records in one batch, to a registry that takes any time and fails now and then. */
class BulkOrderIT {
    private static final int ENTRIES = 10_000;
    private static final int RECORDS = 1_000;
    private static final Pattern VERSION = Pattern.compile("\"Ada(\\d+)\"");
    private static final String TROUBLE =
            """
            - {path: '**/bulk', latency: 1ms..30ms, task: on-time, task-time: 1ms..60ms}
            - {path: '**/bulk', probability: 0.1, status: 503}
            - {path: '**/bulk', probability: 0.03, status: 400}
            - {path: '**/bundle', latency: 1ms..30ms}
            - {path: '**/bundle', probability: 0.1, status: 503}
            - {path: '**/bundle', probability: 0.03, status: 400}
            - {path: '**/patient/*', probability: 0.05, status: 503}
            """;

    @TempDir
    private Path config;

    @ParameterizedTest
    @ValueSource(strings = {"bulk", "bundle"})
    void everyRecordGetsItsVersionsInOrderAndNoneIsLost(String mode) throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                config,
                "gateway.delivery.mode=" + mode,
                "gateway.delivery.bulk-operations=200",
                "gateway.delivery.bulk-wait=60s",
                "gateway.delivery.deadline=4m",
                "gateway.delivery.backoff-initial=1ms",
                "gateway.delivery.backoff-max=10ms",
                "gateway.follow-up.first-poll=20ms",
                "gateway.follow-up.longest-pause=100ms")) {
            // Given
            gateway.sandbox().trouble(TroubleScript.read(TROUBLE));
            List<String> entries = new ArrayList<>();
            Map<String, Integer> last = new HashMap<>();
            Random random = new Random(3);
            for (int i = 0; i < ENTRIES; i++) {
                String id = "often-" + random.nextInt(RECORDS);
                int version = last.merge(id, 1, Integer::sum);
                entries.add(MarkedPatients.patient(id).replace("Ada", "Ada" + version));
            }

            // When
            BatchAnswer answer = gateway.put(entries.toString());

            // Then
            assertThat(answer.counts()).isEqualTo("persisted=10000, accepted=0, unchanged=0, failed=0");
            Map<String, List<Integer>> histories = histories(gateway);
            for (Map.Entry<String, Integer> record : last.entrySet()) {
                assertThat(histories.get(record.getKey()).stream().distinct())
                        .as(record.getKey())
                        .isSorted()
                        .hasSize(record.getValue());
            }
            for (int i = 0; i < 20; i++) {
                assertThat(SandboxRecord.of(gateway.sandbox(), "often-" + i))
                        .contains("\"Ada" + last.get("often-" + i) + "\"");
            }
        }
    }

    /** What was sent for each record, in the order of arrival; no request may hold two writes of one. */
    private static Map<String, List<Integer>> histories(GatewayUnderTest gateway) throws Exception {
        Map<String, List<Integer>> histories = new HashMap<>();
        for (ReceivedCall call : gateway.sandbox().received()) {
            if (call.method().equals("PUT")) {
                String id = call.path().substring(call.path().lastIndexOf('/') + 1);
                note(histories, id, new String(call.body(), StandardCharsets.UTF_8));
            } else if (call.method().equals("POST")) {
                List<String> ids = new ArrayList<>();
                JsonNode body = BatchAnswer.JSON.readTree(call.body());
                for (JsonNode operation : body.path(body.has("operations") ? "operations" : "resourceOperations")) {
                    String id = operation.at("/upsert/id").asText();
                    ids.add(id);
                    note(histories, id, operation.toString());
                }
                assertThat(ids).doesNotHaveDuplicates();
            }
        }
        return histories;
    }

    private static void note(Map<String, List<Integer>> histories, String id, String body) {
        Matcher version = VERSION.matcher(body);
        assertThat(version.find()).isTrue();
        histories.computeIfAbsent(id, any -> new ArrayList<>()).add(Integer.valueOf(version.group(1)));
    }
}
