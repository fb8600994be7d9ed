package dev.fhirgateway.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void aTerminalGetsOneLineThatIsNeverLongerThanIt() {
        String words = "2,439/s, 22 s left: stored 45,190, failed 10; waiting 30 s, HTTP 429: " + "x".repeat(100);

        show(true, new Progress.Status(0.45, words));

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .startsWith("\r[#########-----------] 45 %, 2,439/s, 22 s left: stored 45,190, failed 10; ")
                .endsWith("\033[K" + System.lineSeparator());
        assertThat(shown.toString(StandardCharsets.UTF_8).strip().replace("\033[K", ""))
                .hasSize(79);
    }

    @Test
    void whereNobodyLooksThereIsNoLineThatHasToBeTakenBack() {
        show(false, new Progress.Status(0.45, "2,439/s"));

        assertThat(shown.toString(StandardCharsets.UTF_8)).doesNotContain("\r", "\033");
    }

    @Test
    void whatIsNotKnownIsNotTold() {
        assertThat(new Progress.Status(-1, "10/s").percent()).isEmpty();
        assertThat(new Progress.Status(0.999, "10/s").percent()).isEqualTo("99 %, ");
    }

    @ParameterizedTest
    @CsvSource({"41, 41 s", "160, 2 min 40 s", "11100, 3 h 5 min"})
    void timesAreToldInTwoUnitsAtMost(long seconds, String words) {
        assertThat(Words.time(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    private void show(boolean terminal, Progress.Status status) {
        try (Progress progress =
                new Progress(new PrintStream(shown, true, StandardCharsets.UTF_8), terminal, () -> status)) {
            progress.begin();
        }
    }
}
