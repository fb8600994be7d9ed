package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.ReceivedCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much is under way at once, and who has to wait for whom. */
class DeliveryWindowIT {
    private static final int WINDOW = 4;

    @TempDir
    static Path config;

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.start(config, "gateway.delivery.concurrency=" + WINDOW);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void theWindowIsFilledAndNeverExceeded() throws Exception {
        // Given: each call stays in the sandbox for at least this long
        Duration stay = Duration.ofMillis(100);
        SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.always(new Fault.Delay(stay)));

        // When
        CompletableFuture<BatchAnswer> one = gateway.putLater(MarkedPatients.batch(MarkedPatients.ids("one", 20)));
        CompletableFuture<BatchAnswer> other = gateway.putLater(MarkedPatients.batch(MarkedPatients.ids("other", 20)));

        // Then
        assertThat(List.of(one.join().status(), other.join().status())).containsOnly(200);
        List<ReceivedCall> all = calls.all();
        assertThat(all).hasSize(40);
        assertThat(all.stream().mapToLong(call -> inFlight(all, call, stay)).max())
                .hasValue(WINDOW);
    }

    /** How many calls, this one included, were certainly in the sandbox when it came. */
    private static long inFlight(List<ReceivedCall> all, ReceivedCall last, Duration stay) {
        Instant certainlyThere = last.time().minus(stay).plusMillis(2);
        return all.stream()
                .filter(call -> call.number() <= last.number() && call.time().isAfter(certainlyThere))
                .count();
    }

    @Test
    void aSmallBatchDoesNotWaitForALargeOne() throws Exception {
        // Given
        SandboxCalls calls =
                SandboxCalls.meeting(gateway.sandbox(), FaultPlan.always(new Fault.Delay(Duration.ofMillis(5))));
        CompletableFuture<BatchAnswer> large =
                gateway.putLater(MarkedPatients.batch(MarkedPatients.ids("large", 1000)));
        await().until(() -> calls.all().size() > 20);

        // When
        BatchAnswer small = gateway.put(MarkedPatients.batch(MarkedPatients.ids("small", 5)));

        // Then
        assertThat(small.status()).isEqualTo(200);
        assertThat(large.join().status()).isEqualTo(200);
        List<String> paths = calls.all().stream().map(ReceivedCall::path).toList();
        assertThat(paths.subList(0, paths.size() / 2))
                .containsAll(MarkedPatients.ids("small", 5).stream()
                        .map(id -> SandboxCalls.PATIENTS + id)
                        .toList());
    }

    @Test
    void entriesOfOneRecordGoOneAfterTheOtherWhileOthersPass() throws Exception {
        // Given
        Duration stay = Duration.ofMillis(30);
        SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.always(new Fault.Delay(stay)));

        // When
        BatchAnswer answer =
                gateway.put(MarkedPatients.batch(List.of("same", "same", "else-1", "same", "else-2", "same")));

        // Then
        List<ReceivedCall> same = calls.to("same");
        assertThat(answer.ids()).containsExactly("same", "same", "else-1", "same", "else-2", "same");
        assertThat(same).hasSize(4);
        assertThat(answer.slots())
                .filteredOn(slot -> slot.path("id").asText().equals("same"))
                .extracting(slot -> slot.at("/meta/versionId").asLong())
                .isSorted()
                .doesNotHaveDuplicates();
        for (int i = 1; i < same.size(); i++) {
            assertThat(Duration.between(same.get(i - 1).time(), same.get(i).time()))
                    .isGreaterThanOrEqualTo(stay.minusMillis(2));
        }
    }
}
