package dev.fhirgateway.intake;

import static dev.fhirgateway.intake.IntakeFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {
    private final Deadline deadline = new Deadline(Duration.ofMinutes(2));

    @Test
    void whoTellsNoTimeoutGetsAsLongAsTheOperatorAllows() {
        assertThat(deadline.of(request(null), NOW)).isEqualTo(NOW.plus(Duration.ofMinutes(2)));
    }

    @ParameterizedTest(name = "a client that waits {0} is tried for {1}")
    @CsvSource({
        "PT100S, PT95S", // a twentieth is kept for the answer
        "PT1S, PT0.95S",
        "PT0.6S, PT0.55S", // and 50 ms at least
        "PT0.05S, PT0S",
        "PT0.001S, PT0S",
        "PT126S, PT119.7S",
        "PT200S, PT120S", // and never longer than the operator allows
    })
    void theAnswerIsReadyBeforeTheClientGivesUp(Duration told, Duration tried) {
        assertThat(deadline.of(request(told), NOW)).isEqualTo(NOW.plus(tried));
    }

    @Test
    void aDryRunSendsNothingSoItsTimeIsNeverOver() {
        assertThat(deadline.of(request(Duration.ofSeconds(1), Preference.DRY_RUN), NOW))
                .isEqualTo(Instant.MAX);
    }

    private static UpsertRequest request(Duration timeout) {
        return request(timeout, Preference.REPRESENTATION);
    }

    private static UpsertRequest request(Duration timeout, Preference preference) {
        return new UpsertRequest(
                "zz-client",
                "zz-source",
                timeout,
                InputStream.nullInputStream(),
                Framing.JSON_ARRAY,
                false,
                preference);
    }
}
