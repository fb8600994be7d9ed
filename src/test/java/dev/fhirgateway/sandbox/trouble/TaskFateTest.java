package dev.fhirgateway.sandbox.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskFateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "on-time",
                "never",
                "in-review",
                "rejected",
                "lost",
                "forgotten",
                "receipts-repeated",
                "receipts-mixed-up",
                "receipts-missing",
                "fails(INTERNAL)",
                "late(30000ms)",
                "late(30000ms, lost)",
                "late(30000ms, fails(INVALID_ARGUMENT))"
            })
    void fate_is_read_as_it_is_written(String text) {
        assertThat(TaskFate.parse(text).map(TaskFate::text)).hasValue(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"late", "late(soon)", "late(1s, late(1s))", "late(1s, soon)", "fails(INTERNAL, lost)", "lost(1s)"
            })
    void anything_else_is_none(String text) {
        assertThat(TaskFate.parse(text)).isEmpty();
    }
}
