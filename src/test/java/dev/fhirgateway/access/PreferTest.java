package dev.fhirgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreferTest {
    @Test
    void preferencesStandInOneLineOrInSome() {
        Prefer all = new Prefer(true, true, Duration.ofSeconds(10));

        assertThat(Prefer.read(List.of("return=minimal, respond-async, wait=10")))
                .isEqualTo(all);
        assertThat(Prefer.read(List.of("Respond-Async; wait = 10", "return=\"minimal\"")))
                .isEqualTo(all);
        assertThat(all.atOnce()).isFalse();
    }

    @Test
    void whoDoesNotSayHowLongWaitsForNothing() {
        assertThat(Prefer.read(List.of("respond-async")).atOnce()).isTrue();
        assertThat(Prefer.read(List.of("respond-async, wait=0")).atOnce()).isTrue();
        assertThat(Prefer.read(List.of("wait=0")).atOnce()).isFalse();
    }

    @Test
    void whatIsNotUnderstoodIsPassedOver() {
        assertThat(Prefer.read(List.of())).isEqualTo(new Prefer(false, false, null));
        assertThat(Prefer.read(List.of("wait=soon, wait=-1, wait=99999999999999999999, return=all, respond-asyncs")))
                .isEqualTo(new Prefer(false, false, null));
        assertThat(Prefer.read(List.of("wait=x, wait=5, wait=7")).longest()).isEqualTo(Duration.ofSeconds(5));
    }
}
