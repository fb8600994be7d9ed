package dev.fhirgateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistorySettingsTest {
    private static final String KEY = "enptYXJrZXJ6em1hcmtlcnp6bWFya2VyenptYXJrZXI=";
    private static final String OTHER = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir
    private Path folder;

    @Test
    void whatWasSentIsKeptOnceThereIsAKey() {
        assertThat(history().keepsBodies()).isFalse();
        assertThat(history("gateway.ledger.key=" + OTHER).keepsBodies()).isTrue();
        assertThat(history("gateway.ledger.key=" + OTHER, "gateway.ledger.bodies=off")
                        .keepsBodies())
                .isFalse();
        assertThat(history("gateway.ledger.bodies=sent").keepsBodies()).isTrue();
    }

    @Test
    void keysStandInTheirOrderAndMayComeFromAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("keys"), OTHER + ",\n" + KEY + "\n");

        HistorySettings history = history("gateway.ledger.key-file=" + file);

        assertThat(history.keys()).containsExactly(OTHER, KEY);
        assertThat(history.toString()).contains("keys=2").doesNotContain(OTHER, KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zzmarker", "AAECAwQFBgcICQoLDA0ODw==", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=,x"})
    void whatIsNoKeyIsRefusedAndNotRepeated(String key) {
        List<String> problems =
                new Launch(folder).file("gateway.ledger.key=" + key).problems();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0))
                .contains("gateway.ledger.key", "keys of 256 bits in base64")
                .doesNotContain("Zzmarker", "AAECAwQF");
    }

    @Test
    void agesAreHoursOrDaysAndBodiesDoNotOutliveTheRest() {
        assertThat(history("gateway.ledger.history-keep=40d", "gateway.ledger.bodies-keep=36h")
                        .bodiesKeep())
                .isEqualTo(Duration.ofHours(36));
        assertThat(new Launch(folder)
                        .file("gateway.ledger.history-keep=10d", "gateway.ledger.bodies-keep=11d")
                        .problems())
                .hasSize(1);
        assertThat(new Launch(folder).file("gateway.ledger.history-keep=30").problems())
                .hasSize(1);
    }

    private HistorySettings history(String... lines) {
        return new Launch(folder).file(lines).settings().ledger().history();
    }
}
