package dev.fhirgateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsRecordsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aRecordObeysTheRulesOfItsSettings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpSettings("127.0.0.1", 65_536, "/fhir", Optional.empty()))
                .withMessage("gateway.http.port must be a whole number from 0 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IntakeSettings(1, 1, 0, 1))
                .withMessageStartingWith("gateway.intake.max-entry-bytes must be a size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SandboxSettings(
                        0, Set.of("a b"), SECOND, Optional.empty(), Optional.empty(), false, false, false))
                .withMessageStartingWith("sandbox.async-types must be");
    }

    @Test
    void theApiKeyCannotBeSentInTheClearToAnotherMachine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegistrySettings(
                        URI.create("http://10.0.0.7"), "zzkey", SECOND, SECOND, RegistryClient.VERTX))
                .withMessageStartingWith("gateway.registry.url must be")
                .withMessageNotContaining("zzkey");
    }

    @Test
    void pausesThatShrinkAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeliverySettings(1, 1, 1, SECOND, Duration.ZERO, SECOND, SECOND))
                .withMessage("gateway.delivery.backoff-initial must not exceed gateway.delivery.backoff-max");
    }

    @Test
    void anOutageNeedsNoMoreCallsThanAreLookedAt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutageSettings(50, 10, 11, SECOND, SECOND))
                .withMessage("gateway.outage.calls-min must not exceed gateway.outage.calls");
    }

    @Test
    void pausesBetweenProbesMayNotShrink() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutageSettings(50, 10, 10, SECOND, Duration.ofMillis(1)))
                .withMessage("gateway.outage.probe-interval must not exceed gateway.outage.probe-interval-max");
    }

    @Test
    void sourceKeysFollowTheRegistrysPattern() {
        assertThat(SourceKey.isValid("Ward-7_b")).isTrue();
        assertThat(SourceKey.isValid("-")).isTrue();
        assertThat(SourceKey.isValid("a".repeat(62))).isTrue();
        assertThat(SourceKey.isValid("a".repeat(63))).isFalse();
        assertThat(SourceKey.isValid("_a")).isFalse();
        assertThat(SourceKey.isValid("a/b")).isFalse();
    }
}
