package dev.fhirgateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2023-12-12T15:30:10.0000Z, 2023-12-12T15:30:10Z",
        "2023-12-12T15:30:10Z, 2023-12-12T15:30:10Z",
        "2023-12-12t15:30:10.5z, 2023-12-12T15:30:10.5Z",
        "2023-12-12T15:30:10.123456789123Z, 2023-12-12T15:30:10.123456789Z",
        "2023-12-12T15:30:10+02:00, 2023-12-12T13:30:10Z",
        "2023-12-12T15:30:10-0330, 2023-12-12T19:00:10Z",
        "2023-12-12T15:30:10+02, 2023-12-12T13:30:10Z",
        "2023-12-12 15:30:10, 2023-12-12T15:30:10Z",
        "2023-12-12T15:30Z, 2023-12-12T15:30:00Z",
    })
    void common_spellings_are_read(String text, Instant expected) {
        assertThat(RegistryTime.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2023-12-12",
                "2023-02-30T10:00:00Z",
                "2023-12-12T25:00:00Z",
                "2023-12-12T10:00:00+99:00",
                "12/12/2023",
                "2023-12-12T15:30:10.Z",
                "Zzmarker"
            })
    void what_is_no_moment_is_untold(String text) {
        assertThat(RegistryTime.parse(text)).isEmpty();
    }

    @Test
    void no_text_is_untold() {
        assertThat(RegistryTime.parse(null)).isEmpty();
    }
}
