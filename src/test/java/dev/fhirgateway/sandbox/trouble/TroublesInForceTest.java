package dev.fhirgateway.sandbox.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroublesInForceTest {
    private static final String PATIENTS = "/sources/clinic-north/v1/resources/patient";

    private final TroublesInForce troubles = new TroublesInForce();
    private int calls;

    @ParameterizedTest
    @CsvSource({
        "'nth: 2', 2",
        "'every: 3', '3,6,9'",
        "'first: 2', '1,2'",
        "'every: 2, times: 2', '2,4'",
        "'times: 3', '1,2,3'",
        "'probability: 0', ''",
        "'probability: 1', '1,2,3,4,5,6,7,8,9'",
    })
    void turn_is_counted_over_the_calls_that_match_the_rule(String turn, String expected) {
        // Given
        script("{method: PUT, status: 503, " + turn + "}");

        // When
        List<String> struck = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            struck("GET", PATIENTS + "/pat-" + i);
            if (struck("PUT", PATIENTS + "/pat-" + i)) {
                struck.add(Integer.toString(i));
            }
        }

        // Then
        assertThat(String.join(",", struck)).isEqualTo(expected);
    }

    @Test
    void turn_can_be_counted_for_each_record_or_over_the_whole_sandbox() {
        // Given
        script("[{method: PUT, first: 1, per: record, status: 503}, {nth: 4, per: sandbox, status: 500}]");

        // Then
        assertThat(struck("PUT", PATIENTS + "/a1")).isTrue();
        assertThat(struck("PUT", PATIENTS + "/b1")).isTrue();
        assertThat(struck("PUT", PATIENTS + "/a1")).isFalse();
        assertThat(struck("GET", PATIENTS + "/a1")).isTrue();
        assertThat(struck("PUT", PATIENTS + "/b1")).isFalse();
    }

    @Test
    void first_rule_whose_turn_it_is_strikes_and_all_rules_count_the_same_calls() {
        // Given
        script(
                "[{nth: 1, status: 503}, {nth: 2, status: 429}, {first: 2, status: 500}, {nth: 3, reset: after-commit}]");

        // When
        List<Effect> met = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> decide("PUT", PATIENTS + "/a1").effect())
                .toList();

        // Then
        assertThat(met)
                .containsExactly(
                        new Effect.Status(503, null, null),
                        new Effect.Status(429, null, null),
                        new Effect.Reset(Moment.AFTER_COMMIT),
                        new Effect.None());
        assertThat(troubles.report()).extracting(RuleReport::matched).containsExactly(4, 4, 4, 4);
        assertThat(troubles.report()).extracting(RuleReport::fired).containsExactly(1, 1, 0, 1);
    }

    @Test
    void times_hold_when_many_calls_come_at_once() {
        // Given
        script("{times: 10, status: 503}");

        // When
        long struck = IntStream.range(0, 1_000)
                .parallel()
                .filter(i -> troubles.decide(i, "PUT", PATIENTS + "/a1").effect() instanceof Effect.Status)
                .count();

        // Then
        assertThat(struck).isEqualTo(10);
        assertThat(troubles.report())
                .containsExactly(new RuleReport(troubles.report().get(0).rule(), 1_000, 10));
    }

    @Test
    void appending_keeps_the_counts_and_rewinding_starts_them_anew() {
        // Given
        script("{name: one, nth: 1, status: 503}");
        assertThat(struck("PUT", PATIENTS + "/a1")).isTrue();

        // When
        troubles.append(TroubleScript.read("{name: two, nth: 1, status: 500}"));

        // Then
        assertThat(decide("PUT", PATIENTS + "/a1").effect()).isEqualTo(new Effect.Status(500, null, null));
        assertThat(struck("PUT", PATIENTS + "/a1")).isFalse();

        // When
        troubles.rewind();

        // Then
        assertThat(troubles.report()).extracting(RuleReport::fired).containsExactly(0, 0);
        assertThat(decide("PUT", PATIENTS + "/a1").effect()).isEqualTo(new Effect.Status(503, null, null));
    }

    private void script(String text) {
        troubles.replace(TroubleScript.read(text));
    }

    private boolean struck(String method, String path) {
        return decide(method, path).effect() instanceof Effect.Status;
    }

    private Trouble decide(String method, String path) {
        calls++;
        return troubles.decide(calls, method, path);
    }
}
