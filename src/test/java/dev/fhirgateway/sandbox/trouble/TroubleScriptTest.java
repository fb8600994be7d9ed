package dev.fhirgateway.sandbox.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleScriptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "status: 503",
                "- status: 503",
                "rules:\n  - status: 503\n",
                "rules: [{status: 503}]\nseed: 7",
                "{\"status\": 503}",
                "[{\"status\": 503}]",
                "{\n\t\"rules\": [\n\t\t{\"status\": 503}\n\t]\n}",
            })
    void script_may_be_a_rule_a_list_or_an_object_in_yaml_or_json(String text) {
        // When
        TroublesInForce troubles = inForce(text);

        // Then
        assertThat(troubles.decide(1, "GET", "/health").effect()).isEqualTo(new Effect.Status(503, null, null));
        assertThat(troubles.report()).singleElement().satisfies(report -> assertThat(report.rule())
                .hasToString("{\"status\":503}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing here", "rules:", "[]", "rules: []"})
    void script_may_be_empty(String text) {
        assertThat(TroubleScript.read(text)).hasToString("TroubleScript[0 rules]");
    }

    @Test
    void keys_may_be_spelled_as_json_has_them() {
        // When
        TroublesInForce troubles =
                inForce("{\"status\": 503, \"retryAfter\": 2, \"contentType\": \"text/html\", \"body\": \"x\"}");

        // Then
        assertThat(troubles.decide(1, "GET", "/").effect())
                .isEqualTo(new Effect.Status(503, RetryAfter.asWritten("2"), new Effect.Body("text/html", "x")));
    }

    @Test
    void every_problem_is_told_with_its_line_in_the_order_of_the_text() {
        // Given
        String text =
                """
                seed: many
                rulez: x
                rules:
                  - name: no effect at all
                  - staus: 503
                    latency: 10
                  - status: 99
                    nth: 1
                    every: 0
                    per: call
                  - just a text
                  - task: late(soon)
                    method: [GET, PUT]
                    id: 7
                    probability: 1.5
                    times: 0
                  - reset: sometimes
                    hang: true
                    retry-after: 3
                  - status: 200
                  - per: record
                    latency: 50ms..10ms
                    retryAfter: x
                    retry-after: y
                """;

        // Then
        assertThat(problems(text))
                .containsExactly(
                        "line 1: seed: expected a whole number",
                        "line 2: unknown key rulez, expected one of seed",
                        "line 4: a rule has a latency, or one of status, reset, half-body, hang, task",
                        "line 5: unknown key staus, expected one of name, method, path, source, type, id, nth, every,"
                                + " first, per, probability, seed, times, latency, status, retry-after, body,"
                                + " content-type, reset, half-body, hang, task, task-time",
                        "line 6: latency: expected a duration (20ms), a range (10ms..50ms), or percentiles (p50 20ms,"
                                + " p99 300ms)",
                        "line 7: status: expected a whole number from 200 to 599",
                        "line 9: every: there is nth already",
                        "line 10: per: expected rule, record or sandbox",
                        "line 11: expected a rule, which has keys and values",
                        "line 12: task: expected one of on-time, late(30s), never, fails, fails(INVALID_ARGUMENT),"
                                + " in-review, rejected, lost, forgotten, receipts-repeated, receipts-mixed-up,"
                                + " receipts-missing",
                        "line 13: method: only writes become tasks",
                        "line 14: id: expected a text or a list of texts; numbers stand in quotes",
                        "line 15: probability: expected a number from 0 to 1",
                        "line 16: times: expected a whole number from 1",
                        "line 17: reset: expected before-commit or after-commit",
                        "line 18: hang: there is reset already, one effect is all",
                        "line 19: retry-after: needs a status",
                        "line 20: status: 200 without a body is no trouble",
                        "line 21: per: needs one of nth, every, first",
                        "line 22: latency: expected a duration (20ms), a range (10ms..50ms), or percentiles (p50 20ms,"
                                + " p99 300ms)",
                        "line 23: retry-after: needs a status",
                        "line 24: retry-after is given twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "just a text|line 1: expected rules",
                "status: 503\\nstatus: 504|line 2: not YAML, or one key given twice",
                "rules:\\n  - status: [503|line 2: not YAML, or one key given twice",
                "rules:\\n  status: 503|line 1: rules is not a list",
                "status: 503\\n---\\nstatus: 504|line 3: expected one document",
                "status: 503\\nbody: x\\ncontent-type: html|line 3: content-type: expected a media type such as text/html",
                "status: 503\\nretry-after: soon|line 2: retry-after: expected seconds (3), an HTTP date, or a date so far"
                        + " ahead (date+3s)",
                "half-body: yes please|line 1: half-body: expected true",
                "latency: {p50: 20ms}|line 1: latency: expected a duration (20ms), a range (10ms..50ms), or percentiles"
                        + " (p50 20ms, p99 300ms)",
                "latency: 20ms\\nmethod: []|line 2: method: expected a text or a list of texts; numbers stand in quotes",
            })
    void what_cannot_be_read_is_told_with_its_line(String text, String problem) {
        assertThat(problems(text.replace("\\n", "\n"))).containsExactly(problem);
    }

    static TroublesInForce inForce(String text) {
        TroublesInForce troubles = new TroublesInForce();
        troubles.replace(TroubleScript.read(text));
        return troubles;
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(TroubleScriptException.class, () -> TroubleScript.read(text))
                .problems();
    }
}
