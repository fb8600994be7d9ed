package dev.fhirgateway.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.MovableClock;
import org.junit.jupiter.api.Test;

class CallLogTest {
    @Test
    void call_log_keeps_the_latest_within_its_bounds() {
        // Given
        CallLog byNumber = new CallLog(new MovableClock(), 2, 1_000);
        CallLog byBytes = new CallLog(new MovableClock(), 100, 10);

        // When
        for (int i = 0; i < 3; i++) {
            byNumber.add("PUT", "/" + i, new byte[1]);
            byBytes.add("PUT", "/" + i, new byte[6]);
        }

        // Then
        assertThat(byNumber.calls()).extracting(LoggedCall::path).containsExactly("/1", "/2");
        assertThat(byNumber.calls()).extracting(LoggedCall::number).containsExactly(2, 3);
        assertThat(byBytes.calls()).extracting(LoggedCall::path).containsExactly("/2");
    }
}
