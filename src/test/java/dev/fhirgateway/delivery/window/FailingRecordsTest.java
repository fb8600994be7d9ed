package dev.fhirgateway.delivery.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailingRecordsTest {
    private final FailingRecords failing = new FailingRecords(3);

    @Test
    void aRecordCountsOnce() {
        assertThat(failing.failsAnew("one", "503")).isTrue();
        assertThat(failing.failsAnew("one", "503")).isFalse();
        assertThat(failing.failsAnew("other", "503")).isTrue();
    }

    @Test
    void aRecordThatWasTakenCountsAgain() {
        failing.failsAnew("one", "503");
        failing.taken("one");

        assertThat(failing.failsAnew("one", "503")).isTrue();
    }

    @Test
    void aFailureIsForgottenWithTheCallsThatAreLookedAt() {
        failing.failsAnew("one", "503");
        failing.taken("second");
        failing.taken("third");
        assertThat(failing.failsAnew("one", "503")).isFalse();

        failing.taken("fourth");

        assertThat(failing.kinds()).isEmpty();
        assertThat(failing.failsAnew("one", "503")).isTrue();
    }

    @Test
    void theKindsAreToldWithTheMostFrequentFirst() {
        failing.failsAnew("one", "timeout");
        failing.failsAnew("second", "503");
        failing.failsAnew("third", "503");

        assertThat(failing.kinds()).isEqualTo("503: 2, timeout: 1");
    }

    @Test
    void aRecordThatWasTakenAndFailedAgainIsToldForBothFailures() {
        failing.failsAnew("one", "timeout");
        failing.taken("one");
        failing.failsAnew("one", "503");

        assertThat(failing.kinds()).isEqualTo("503: 1, timeout: 1");
    }
}
