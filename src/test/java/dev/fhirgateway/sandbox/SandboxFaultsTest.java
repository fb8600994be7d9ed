package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.registry.ErrorType;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SandboxFaultsTest extends SandboxCase {
    private static final String BODY = "{\"data\":{\"name\":\"Zzmarker\"}}";

    @Test
    void status_stores_nothing_and_answers_an_error_with_its_pause() throws Exception {
        // Given
        sandbox.faults(FaultPlan.always(new Fault.Status(429, Duration.ofSeconds(3))));

        // When
        RegistryClient.Reply reply = client.put(RECORD, BODY);

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
        RegistryClient.Reply first = client.put(RECORD, BODY);
        RegistryClient.Reply second = client.put(RECORD, BODY);

        // Then
        assertThat(first.http().headers().map()).doesNotContainKey("retry-after");
        assertThat(second.header("retry-after")).isEqualTo(date);
    }

    @Test
    void reset_before_stores_nothing_and_answers_nothing() {
        // Given
        sandbox.faults(FaultPlan.always(new Fault.ResetBefore()));

        // Then
        assertThatIOException().isThrownBy(() -> client.put(RECORD, BODY));
        assertThat(sandbox.received()).hasSize(1);
        assertThat(stored()).isZero();
    }

    @Test
    void reset_after_commit_stores_and_answers_nothing() {
        // Given
        sandbox.faults(FaultPlan.always(new Fault.ResetAfterCommit()));

        // Then
        assertThatIOException().isThrownBy(() -> client.put(RECORD, BODY));
        assertThat(sandbox.received()).hasSize(1);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void half_body_stores_and_breaks_off_within_the_answer() {
        // Given
        sandbox.faults(FaultPlan.always(new Fault.HalfBody()));

        // Then
        assertThatIOException().isThrownBy(() -> client.put(RECORD, BODY)).withMessageContaining("bytes received");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void delay_answers_late_and_stores() throws Exception {
        // Given
        sandbox.faults(FaultPlan.always(new Fault.Delay(Duration.ofMillis(150))));
        long before = System.nanoTime();

        // When
        RegistryClient.Reply reply = client.put(RECORD, BODY);

        // Then
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isGreaterThanOrEqualTo(149);
        assertThat(reply.status()).isEqualTo(201);
    }

    @Test
    void delay_of_nothing_is_no_delay() throws Exception {
        // Given
        sandbox.faults(FaultPlan.always(new Fault.Delay(Duration.ZERO)));

        // Then
        assertThat(client.put(RECORD, BODY).status()).isEqualTo(201);
    }

    @Test
    void hanging_call_is_let_go_when_the_sandbox_closes() {
        // Given
        sandbox.faults(FaultPlan.always(new Fault.Hang()));

        // When
        CompletableFuture<Integer> reply = client.putLater(RECORD, BODY);
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
    void troubles_that_are_none_cannot_be_made() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Fault.Status(200));
        assertThatIllegalArgumentException().isThrownBy(() -> new Fault.Delay(Duration.ofMillis(-1)));
    }

    private int stored() {
        return sandbox.stored("clinic-north", "patient");
    }
}
