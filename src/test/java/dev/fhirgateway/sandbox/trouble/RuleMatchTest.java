package dev.fhirgateway.sandbox.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleMatchTest {
    private static final String PATIENTS = "/sources/clinic-north/v1/resources/patient";

    private final TroublesInForce troubles = new TroublesInForce();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "method: PUT|true",
                "method: put|true",
                "method: [POST, PUT]|true",
                "method: [POST, GET]|false",
                "path: /sources/clinic-north/v1/resources/patient/pat-77|true",
                "path: '/sources/*/v1/resources/*/pat-7?'|true",
                "path: /sources/*|false",
                "path: /sources/**|true",
                "path: '**/pat-77'|true",
                "path: pat-77|false",
                "source: clinic-north|true",
                "source: clinic-*|true",
                "source: [clinic-south, clinic-west]|false",
                "type: patient|true",
                "type: Patient|false",
                "type: pat*|true",
                "id: pat-77|true",
                "id: pat-7|false",
                "id: [x, '*77']|true",
                "id: 'pat.77'|false",
                "{method: PUT, type: patient, id: pat-7*, source: clinic-north}|true",
                "{method: PUT, type: encounter, id: pat-7*}|false",
            })
    void rule_is_for_the_calls_that_meet_all_its_conditions(String conditions, boolean matches) {
        // Given
        String rule = conditions.startsWith("{") ? conditions : "{" + conditions + "}";

        // When
        script(rule.replace("}", ", status: 503}"));

        // Then
        assertThat(struck("PUT", PATIENTS + "/pat-77")).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "/health, , , ",
        "/sources/clinic-north/v1/tasks/s_1, clinic-north, , ",
        "/sources/clinic-north/v1/resources/patient, clinic-north, patient, ",
        "/sources/clinic-north/v1/resources/patient/pat-77/contact/c1, clinic-north, patient, pat-77",
        "/sources/clinic-north/v1/relationships/worksAt/a1.b2, clinic-north, worksAt, a1.b2",
        "/sources/clinic-north/v1/resources/bulk, clinic-north, , ",
        "/sources/clinic-north/v1/resources/patient/p%5F+1, clinic-north, patient, p_+1",
        "/sources/clinic-north/v1/resources/patient/p%zz, clinic-north, patient, p%zz",
    })
    void path_tells_what_a_call_is_about(String path, String source, String type, String id) {
        assertThat(Call.of(1, "GET", path)).isEqualTo(new Call(1, "GET", path, source, type, id));
    }

    @Test
    void task_rule_is_for_writes_unless_it_says_which() {
        // When
        script("[{method: POST, task: never}, {task: rejected}]");

        // Then
        assertThat(decide("GET", PATIENTS + "/a1")).isEqualTo(Trouble.NONE);
        assertThat(decide("POST", PATIENTS).effect()).isEqualTo(new Effect.Task(new TaskFate.Never()));
        assertThat(decide("DELETE", PATIENTS + "/a1").effect()).isEqualTo(new Effect.Task(new TaskFate.Rejected()));
    }

    private void script(String text) {
        troubles.replace(TroubleScript.read(text));
    }

    private boolean struck(String method, String path) {
        return decide(method, path).effect() instanceof Effect.Status;
    }

    private Trouble decide(String method, String path) {
        return troubles.decide(1, method, path);
    }
}
