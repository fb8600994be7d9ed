package dev.fhirgateway.sandbox.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroubleFileTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @TempDir
    private Path folder;

    private final AtomicLong nanoTime = new AtomicLong();
    private final TroublesInForce troubles = new TroublesInForce();
    private final List<String> complaints = new ArrayList<>();
    private Path file;

    @BeforeEach
    void follow() throws IOException {
        file = Files.writeString(folder.resolve("trouble.yaml"), "status: 503\n");
        troubles.follow(TroubleFile.open(file, nanoTime::get, complaints::add));
    }

    @Test
    void script_holds_as_it_is_at_the_start() {
        assertThat(status()).isEqualTo(503);
    }

    @Test
    void changed_script_holds_from_the_next_look_on_that_is_a_second_later() throws IOException {
        // When
        Files.writeString(file, "status: 429\nname: longer than before\n");

        // Then
        assertThat(status()).isEqualTo(503);
        nanoTime.addAndGet(SECOND);
        assertThat(status()).isEqualTo(429);
    }

    @Test
    void report_sees_the_change_too() throws IOException {
        // When
        Files.writeString(file, "rules: []\n");
        nanoTime.addAndGet(SECOND);

        // Then
        assertThat(troubles.report()).isEmpty();
    }

    @Test
    void broken_change_leaves_the_script_before_and_is_told_once_in_one_line_with_its_line() throws IOException {
        // When
        Files.writeString(file, "rules:\n  - status: 503\n    staus: 1\n");
        nanoTime.addAndGet(SECOND);
        int after = status();
        nanoTime.addAndGet(SECOND);
        int later = status();

        // Then
        assertThat(after).isEqualTo(503);
        assertThat(later).isEqualTo(503);
        assertThat(complaints)
                .singleElement()
                .asString()
                .startsWith(file + " was changed but cannot be used")
                .contains("line 3: unknown key staus")
                .doesNotContain("\n");
    }

    @Test
    void file_that_is_gone_leaves_the_script_until_it_is_back() throws IOException {
        // When
        Files.delete(file);
        nanoTime.addAndGet(SECOND);

        // Then
        assertThat(status()).isEqualTo(503);
        Files.writeString(file, "status: 418\n");
        nanoTime.addAndGet(SECOND);
        assertThat(status()).isEqualTo(418);
    }

    @Test
    void unchanged_file_leaves_the_script_that_was_set_otherwise() {
        // Given
        troubles.replace(TroubleScript.read("status: 400"));

        // When
        nanoTime.addAndGet(SECOND);

        // Then
        assertThat(status()).isEqualTo(400);
    }

    @Test
    void file_that_cannot_be_used_at_the_start_is_refused() throws IOException {
        // Given
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "status: x\n");

        // Then
        assertThatThrownBy(() -> TroubleFile.open(broken)).hasMessageContaining("line 1: status");
        assertThatThrownBy(() -> TroubleFile.open(folder.resolve("nowhere.yaml")))
                .hasMessage("cannot be read");
    }

    private int status() {
        return ((Effect.Status) troubles.decide(1, "PUT", "/x").effect()).code();
    }
}
