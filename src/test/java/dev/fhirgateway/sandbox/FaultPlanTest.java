package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest extends SandboxCase {
    private static final String BODY = "{\"data\":{\"name\":\"Zzmarker\"}}";

    @Test
    void first_calls_of_each_path_meet_the_fault_and_later_ones_do_not() throws Exception {
        // Given
        sandbox.faults(FaultPlan.firstCalls(2, new Fault.Status(503)));

        // When
        List<Integer> statuses = new ArrayList<>();
        for (String id : List.of("pat-1", "pat-1", "pat-2", "pat-1", "pat-2", "pat-2")) {
            statuses.add(client.put(PATIENTS + "/" + id, BODY).status());
        }

        // Then
        assertThat(statuses).containsExactly(503, 503, 503, 201, 503, 201);
    }

    @Test
    void every_nth_record_meets_the_fault_once_whatever_else_is_called() throws Exception {
        // Given
        sandbox.faults(FaultPlan.everyNthRecordOnce(3, new Fault.Status(500)));

        // When
        List<Integer> statuses = new ArrayList<>();
        for (int i = 10; i < 17; i++) {
            statuses.add(client.put(PATIENTS + "/" + i, BODY).status());
            client.get("/health");
            client.get(PATIENTS + "/" + i);
        }
        RegistryClient.Reply again = client.put(PATIENTS + "/" + 12, BODY);

        // Then
        assertThat(statuses).containsExactly(201, 201, 500, 201, 201, 500, 201);
        assertThat(again.status()).isEqualTo(201);
    }

    @Test
    void plans_can_be_narrowed_and_joined() throws Exception {
        // Given
        FaultPlan readsFail = FaultPlan.always(new Fault.Status(504))
                .when(call -> call.method().equals("GET"));
        FaultPlan firstFails = FaultPlan.always(new Fault.Status(502)).when(call -> call.number() == 1);
        sandbox.faults(readsFail.orElse(firstFails));

        // Then
        assertThat(client.put(RECORD, BODY).status()).isEqualTo(502);
        assertThat(client.put(RECORD, BODY).status()).isEqualTo(201);
        assertThat(client.get(RECORD).status()).isEqualTo(504);

        // When
        sandbox.faults(FaultPlan.none());

        // Then
        assertThat(client.get(RECORD).status()).isEqualTo(200);
    }

    @Test
    void nth_counts_method_and_path_together() throws Exception {
        // Given
        List<String> asked = new ArrayList<>();
        sandbox.faults((call, nth) -> {
            asked.add(call.method() + nth);
            return new Fault.None();
        });

        // When
        client.put(RECORD, BODY);
        client.get(RECORD);
        client.put(RECORD, BODY);
        client.put(PATIENTS + "/pat-78", BODY);

        // Then
        assertThat(asked).containsExactly("PUT1", "GET1", "PUT2", "PUT1");
    }

    @Test
    void plan_that_fails_is_an_internal_error() throws Exception {
        // Given
        sandbox.faults((call, nth) -> {
            throw new IllegalStateException("Zzmarker");
        });

        // When
        RegistryClient.Reply reply = client.put(RECORD, BODY);

        // Then
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text())
                .isEqualTo("{\"code\":500,\"type\":\"INTERNAL\",\"message\":\"the sandbox has failed\"}");
    }
}
