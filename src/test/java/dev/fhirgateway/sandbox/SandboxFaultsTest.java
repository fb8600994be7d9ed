package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.registry.ErrorType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxFaultsTest {
    private static final String PATIENTS = "/sources/clinic-north/v1/resources/patient/";
    private static final String BODY = "{\"data\":{\"name\":\"Zzmarker\"}}";

    private Sandbox sandbox;
    private RegistryClient client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults());
        client = new RegistryClient(sandbox.url(), "sandbox");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void status_stores_nothing_and_answers_an_error_with_its_pause() throws Exception {
        // Given
        sandbox.faults(FaultPlan.always(new Fault.Status(429, Duration.ofSeconds(3))));

        // When
        RegistryClient.Reply reply = client.put(PATIENTS + "pat-77", BODY);

        // Then
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("retry-after")).isEqualTo("3");
        assertThat(reply.error().type()).isEqualTo(ErrorType.RESOURCE_EXHAUSTED);
        assertThat(stored()).isZero();
    }

    @Test
    void status_without_a_pause_has_no_such_header_and_a_date_goes_out_as_written() throws Exception {
        // Given
        String date = "Thu, 01 Jan 2026 12:00:00 GMT";
        sandbox.faults((call, nth) -> nth == 1 ? new Fault.Status(503) : new Fault.Status(503, date));

        // When
        RegistryClient.Reply first = client.put(PATIENTS + "pat-77", BODY);
        RegistryClient.Reply second = client.put(PATIENTS + "pat-77", BODY);

        // Then
        assertThat(first.http().headers().map()).doesNotContainKey("retry-after");
        assertThat(second.header("retry-after")).isEqualTo(date);
    }

    @Test
    void reset_before_stores_nothing_and_answers_nothing() {
        // Given
        sandbox.faults(FaultPlan.always(new Fault.ResetBefore()));

        // Then
        assertThatIOException().isThrownBy(() -> client.put(PATIENTS + "pat-77", BODY));
        assertThat(sandbox.received()).hasSize(1);
        assertThat(stored()).isZero();
    }

    @Test
    void reset_after_commit_stores_and_answers_nothing() {
        // Given
        sandbox.faults(FaultPlan.always(new Fault.ResetAfterCommit()));

        // Then
        assertThatIOException().isThrownBy(() -> client.put(PATIENTS + "pat-77", BODY));
        assertThat(sandbox.received()).hasSize(1);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void half_body_stores_and_breaks_off_within_the_answer() {
        // Given
        sandbox.faults(FaultPlan.always(new Fault.HalfBody()));

        // Then
        assertThatIOException()
                .isThrownBy(() -> client.put(PATIENTS + "pat-77", BODY))
                .withMessageContaining("bytes received");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void delay_answers_late_and_stores() throws Exception {
        // Given
        sandbox.faults(FaultPlan.always(new Fault.Delay(Duration.ofMillis(150))));
        long before = System.nanoTime();

        // When
        RegistryClient.Reply reply = client.put(PATIENTS + "pat-77", BODY);

        // Then
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isGreaterThanOrEqualTo(149);
        assertThat(reply.status()).isEqualTo(201);
    }

    @Test
    void delay_of_nothing_is_no_delay() throws Exception {
        // Given
        sandbox.faults(FaultPlan.always(new Fault.Delay(Duration.ZERO)));

        // Then
        assertThat(client.put(PATIENTS + "pat-77", BODY).status()).isEqualTo(201);
    }

    @Test
    void hanging_call_is_let_go_when_the_sandbox_closes() {
        // Given
        sandbox.faults(FaultPlan.always(new Fault.Hang()));

        // When
        CompletableFuture<Integer> reply = client.putLater(PATIENTS + "pat-77", BODY);
        await().until(() -> !sandbox.received().isEmpty());

        // Then
        assertThat(reply).isNotDone();
        assertThat(stored()).isZero();

        // When
        sandbox.close();

        // Then
        await().untilAsserted(() -> assertThat(reply).isCompletedExceptionally());
        assertThat(reply.handle((status, failure) ->
                        failure.getCause() instanceof IOException || failure instanceof IOException))
                .isCompletedWithValue(true);
    }

    @Test
    void first_calls_of_each_path_meet_the_fault_and_later_ones_do_not() throws Exception {
        // Given
        sandbox.faults(FaultPlan.firstCalls(2, new Fault.Status(503)));

        // When
        List<Integer> statuses = new ArrayList<>();
        for (String id : List.of("pat-1", "pat-1", "pat-2", "pat-1", "pat-2", "pat-2")) {
            statuses.add(client.put(PATIENTS + id, BODY).status());
        }

        // Then
        assertThat(statuses).containsExactly(503, 503, 503, 201, 503, 201);
    }

    @Test
    void every_nth_record_meets_the_fault_once_whatever_else_is_called() throws Exception {
        // Given
        sandbox.faults(FaultPlan.everyNthRecordOnce(3, new Fault.Status(500)));

        // When
        List<Integer> statuses = new ArrayList<>();
        for (int i = 10; i < 17; i++) {
            statuses.add(client.put(PATIENTS + i, BODY).status());
            client.get("/health");
            client.get(PATIENTS + i);
        }
        RegistryClient.Reply again = client.put(PATIENTS + 12, BODY);

        // Then
        assertThat(statuses).containsExactly(201, 201, 500, 201, 201, 500, 201);
        assertThat(again.status()).isEqualTo(201);
    }

    @Test
    void plans_can_be_narrowed_and_joined() throws Exception {
        // Given
        FaultPlan readsFail = FaultPlan.always(new Fault.Status(504))
                .when(call -> call.method().equals("GET"));
        FaultPlan firstFails = FaultPlan.always(new Fault.Status(502)).when(call -> call.number() == 1);
        sandbox.faults(readsFail.orElse(firstFails));

        // Then
        assertThat(client.put(PATIENTS + "pat-77", BODY).status()).isEqualTo(502);
        assertThat(client.put(PATIENTS + "pat-77", BODY).status()).isEqualTo(201);
        assertThat(client.get(PATIENTS + "pat-77").status()).isEqualTo(504);

        // When
        sandbox.faults(FaultPlan.none());

        // Then
        assertThat(client.get(PATIENTS + "pat-77").status()).isEqualTo(200);
    }

    @Test
    void nth_counts_method_and_path_together() throws Exception {
        // Given
        List<String> asked = new ArrayList<>();
        sandbox.faults((call, nth) -> {
            asked.add(call.method() + nth);
            return new Fault.None();
        });

        // When
        client.put(PATIENTS + "pat-77", BODY);
        client.get(PATIENTS + "pat-77");
        client.put(PATIENTS + "pat-77", BODY);
        client.put(PATIENTS + "pat-78", BODY);

        // Then
        assertThat(asked).containsExactly("PUT1", "GET1", "PUT2", "PUT1");
    }

    @Test
    void plan_that_fails_is_an_internal_error() throws Exception {
        // Given
        sandbox.faults((call, nth) -> {
            throw new IllegalStateException("Zzmarker");
        });

        // When
        RegistryClient.Reply reply = client.put(PATIENTS + "pat-77", BODY);

        // Then
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text())
                .isEqualTo("{\"code\":500,\"type\":\"INTERNAL\",\"message\":\"the sandbox has failed\"}");
    }

    @Test
    void troubles_that_are_none_cannot_be_made() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Fault.Status(200));
        assertThatIllegalArgumentException().isThrownBy(() -> new Fault.Delay(Duration.ofMillis(-1)));
    }

    private int stored() {
        return sandbox.stored("clinic-north", "patient");
    }
}
