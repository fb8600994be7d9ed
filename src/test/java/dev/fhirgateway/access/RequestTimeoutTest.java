package dev.fhirgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTimeoutTest {
    @ParameterizedTest
    @CsvSource({
        "30, PT30S",
        "2.5, PT2.5S",
        "30s, PT30S",
        "' 0.2s ', PT0.2S",
        "1500ms, PT1.5S",
        "0.5ms, PT0.0005S",
        "2m, PT2M",
        "99999999m, PT99999999M",
    })
    void aTimeIsReadInSecondsUnlessItSaysOtherwise(String header, Duration time) {
        assertThat(RequestTimeout.read(header)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0.0s",
                "-1",
                "+1",
                "1e3",
                "30 s",
                "30S",
                "30h",
                "1,5",
                ".5",
                "5.",
                "soon",
                "NaN",
                "Infinity",
                "999999999",
                "1.0000000001",
                "٣",
                "30;30",
                "0.0000001ms"
            })
    void nonsenseIsNoTime(String header) {
        assertThat(RequestTimeout.read(header)).isEmpty();
    }
}
