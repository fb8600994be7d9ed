package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.ReceivedCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that name the same records at the same time: what was read first is delivered first. */
class RecordOrderIT {
    private static final Pattern BIRTH_YEAR = Pattern.compile("\"birthDate\":\"(\\d{4})\"");
    private static final Pattern STATUS = Pattern.compile("\"status\":\"(\\w+)\"");
    private static final List<String> IDS = MarkedPatients.ids("common", 60);

    @TempDir
    Path config;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64})
    void theBatchThatWasReadFirstIsFirstAtEveryRecord(int concurrency) throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, "gateway.delivery.concurrency=" + concurrency)) {
            // Given
            SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), randomLatency());

            // When: the second comes while the first is on its way, the other way round
            List<String> reversed = new ArrayList<>(IDS);
            Collections.reverse(reversed);
            CompletableFuture<BatchAnswer> first = gateway.putLater(batch(2001, IDS));
            await().until(() -> !calls.all().isEmpty());
            CompletableFuture<BatchAnswer> second = gateway.putLater(batch(2002, reversed));

            // Then
            assertThat(List.of(first, second))
                    .allSatisfy(answer -> assertThat(answer).succeedsWithin(Duration.ofMinutes(1)));
            assertThat(List.of(first.join().status(), second.join().status())).containsOnly(200);
            assertThat(second.join().ids()).isEqualTo(reversed);
            assertThat(IDS).allSatisfy(id -> assertThat(years(calls.to(id))).containsExactly(2001, 2002));
        }
    }

    @Test
    void manyBatchesHaveOneOrderAtAllRecordsAndNoWriteOfARecordMeetsAnother() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, "gateway.delivery.concurrency=8")) {
            // Given
            SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), randomLatency());
            Random random = new Random(5);

            // When
            List<CompletableFuture<BatchAnswer>> answers = IntStream.range(2001, 2013)
                    .mapToObj(year -> gateway.putLater(batch(year, some(random))))
                    .toList();
            answers.forEach(answer -> assertThat(answer).succeedsWithin(Duration.ofMinutes(1)));

            // Then
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
            List<List<Integer>> histories = IDS.stream()
                    .map(id -> years(calls.to(id)).stream().distinct().toList())
                    .toList();
            assertThat(histories).anySatisfy(history -> assertThat(history).hasSizeGreaterThan(5));
            for (List<Integer> one : histories) {
                for (List<Integer> other : histories) {
                    assertThat(common(one, other)).isEqualTo(common(other, one));
                }
            }
            assertThat(IDS).allSatisfy(id -> assertOneAfterTheOther(calls.to(id)));
        }
    }

    @Test
    void whoWaitsTooLongForAnEarlierBatchIsToldToSendAgain() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config)) {
            // Given: the registry takes its time with the first version, and with nothing else
            SandboxCalls calls = SandboxCalls.meeting(
                    gateway.sandbox(),
                    FaultPlan.firstCalls(1, new Fault.Delay(Duration.ofSeconds(6)))
                            .when(call -> call.path().endsWith("/stuck")));
            CompletableFuture<BatchAnswer> first = gateway.putLater(batch(2001, List.of("stuck")));
            await().until(() -> !calls.to("stuck").isEmpty());

            // When
            BatchAnswer second = gateway.put(batch(2002, List.of("stuck", "free", "stuck")), "X-Request-Timeout", "1");

            // Then
            assertThat(first).isNotDone();
            assertThat(second.status()).isEqualTo(207);
            assertThat(second.header("Retry-After")).isNotEmpty();
            assertThat(second.ids()).containsExactly("", "free", "");
            assertThat(List.of(second.slots().get(0), second.slots().get(2))).allSatisfy(slot -> {
                assertThat(BatchAnswer.blame(slot)).isEqualTo("registry-unavailable");
                assertThat(BatchAnswer.diagnostics(slot)).contains("an earlier batch", "a resend is safe");
            });

            // When
            assertThat(first).succeedsWithin(Duration.ofMinutes(1));
            BatchAnswer again = gateway.put(batch(2003, List.of("stuck")));

            // Then
            assertThat(again.status()).isEqualTo(200);
            assertThat(years(calls.to("stuck"))).containsExactly(2001, 2003);
        }
    }

    @Test
    void aRecordStaysClaimedUntilItsRelationshipsAreMade() throws Exception {
        Files.createDirectories(config.resolve("mappings"));
        Files.writeString(
                config.resolve("mappings/EpisodeOfCare.jslt"),
                """
                {"resources": [{"type": "episode", "data": {"status": .status}}],
                 "relationships": [{"type": "episodePatient", "to": {"reference": .patient}}]}""");
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, "gateway.delivery.concurrency=4")) {
            // Given: the patient of the first batch keeps its relationships waiting
            SandboxCalls calls = SandboxCalls.meeting(
                    gateway.sandbox(),
                    FaultPlan.always(new Fault.Delay(Duration.ofMillis(300)))
                            .when(call -> call.path().contains("/patient/")));
            String episode =
                    "{\"resourceType\":\"EpisodeOfCare\",\"id\":\"ep\",\"status\":\"%s\",\"patient\":{\"reference\":\"Patient/pat\"}}";

            // When
            CompletableFuture<BatchAnswer> first =
                    gateway.putLater("[" + episode.formatted("active") + "," + MarkedPatients.patient("pat") + "]");
            await().until(() -> !calls.all().isEmpty());
            BatchAnswer second = gateway.put("[" + episode.formatted("finished") + "]");

            // Then
            assertThat(second.status()).isEqualTo(200);
            assertThat(first.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
            assertThat(calls.all())
                    .filteredOn(call -> call.path().contains("pisode"))
                    .extracting(call -> call.method()
                            + STATUS.matcher(call.bodyText())
                                    .results()
                                    .map(status -> " " + status.group(1))
                                    .collect(Collectors.joining()))
                    .containsExactly("PUT active", "POST", "PUT finished", "POST");
        }
    }

    private static FaultPlan randomLatency() {
        return (call, nth) -> new Fault.Delay(
                Duration.ofMillis(new Random(call.number() * 31L + call.path().hashCode()).nextInt(25)));
    }

    private static String batch(int year, List<String> ids) {
        return ids.stream()
                .map(id -> "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"birthDate\":\"" + year + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A half of the ids in any order, some of them twice. */
    private static List<String> some(Random random) {
        List<String> ids = new ArrayList<>(IDS);
        Collections.shuffle(ids, random);
        List<String> half = new ArrayList<>(ids.subList(0, ids.size() / 2));
        half.addAll(half.subList(0, 5));
        return half;
    }

    private static List<Integer> years(List<ReceivedCall> calls) {
        return calls.stream()
                .map(call -> BIRTH_YEAR.matcher(call.bodyText()))
                .filter(Matcher::find)
                .map(year -> Integer.valueOf(year.group(1)))
                .toList();
    }

    private static List<Integer> common(List<Integer> one, List<Integer> other) {
        return one.stream().filter(other::contains).toList();
    }

    private static void assertOneAfterTheOther(List<ReceivedCall> calls) {
        for (int i = 1; i < calls.size(); i++) {
            ReceivedCall before = calls.get(i - 1);
            assertThat(before.time().plus(before.duration().orElseThrow()))
                    .isBeforeOrEqualTo(calls.get(i).time().plusMillis(2));
        }
    }
}
