package dev.fhirgateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.OperationState;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.TaskDoubt;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskOperation.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskInquiryTest {
    private static final EntryName ENTRY = new EntryName("b-1", 0, "Patient", "p-1");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String SENT =
            """
            {"data":{"weight":1.50,"name":[{"family":"Zzmarker"}],"active":true},
             "contained":{"address":[{"id":"patient/p-1/address/a","type":"address","data":{"city":"Zzcity"}}]}}""";
    private static final OperationState OTHERWISE = new OperationState.Unknown("why");

    private final TaskInquiry inquiry = new TaskInquiry();

    @Test
    void aTaskIsAskedForWithItsReceipts() {
        RegistryRequest request = (RegistryRequest) inquiry.ask(task(List.of(operation(Target.RESOURCE, "p-1"))));

        assertThat(request.call().method()).isEqualTo("GET");
        assertThat(request.call().path()).isEqualTo("/sources/clinic/v1/tasks/bk_1?withReceipts=true");
        assertThat(request.call().operation()).isEqualTo("get-task");
    }

    @Test
    void aRecordThatIsThereAsItWasSentIsPersisted() throws Exception {
        assertThat(
                        settled(
                                200,
                                """
                        {"id":"p-1","type":"patient","meta":{"createdAt":"2025-01-01T00:00:00Z","updatedAt":"2026-01-02T03:04:05Z"},
                         "data":{"active":true,"name":[{"family":"Zzmarker"}],"weight":1.5},
                         "contained":{"address":[{"id":"a","type":"address","data":{"city":"Zzcity"}}]}}"""))
                .isEqualTo(new OperationState.Persisted(NOW, Instant.parse("2025-01-01T00:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"p-1\",\"data\":{\"weight\":1.51,\"name\":[{\"family\":\"Zzmarker\"}],\"active\":true}}",
                "{\"id\":\"p-1\",\"data\":{}}",
                "{}"
            })
    void anyOtherRecordLeavesWhatHoldsOtherwise(String body) throws Exception {
        assertThat(settled(200, body)).isEqualTo(OTHERWISE);
        assertThat(settled(404, "{\"code\":404,\"type\":\"NOT_FOUND\",\"message\":\"no\"}"))
                .isEqualTo(OTHERWISE);
    }

    @Test
    void aRecordOfAnotherNameIsNotTheOne() throws Exception {
        assertThat(settled(200, SENT.replaceFirst("\\{", "{\"id\":\"p-2\","))).isEqualTo(OTHERWISE);
        assertThat(settled(200, SENT.replaceFirst("\\{", "{\"id\":\"p-1\",")))
                .isInstanceOf(OperationState.Persisted.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aRegistryThatCannotTellIsAskedLater(int status) {
        assertThatThrownBy(() -> settled(status, "{}")).isInstanceOf(TryLater.class);
    }

    @Test
    void aRelationshipIsReadWhereRelationshipsAre() {
        TaskOperation link = operation(Target.RELATIONSHIP, "p-1.d-1");

        RegistryRequest request = (RegistryRequest) inquiry.read(new TaskDoubt(task(List.of(link)), link, OTHERWISE));

        assertThat(request.call().path()).isEqualTo("/sources/clinic/v1/relationships/patient/p-1.d-1");
        assertThat(request.call().operation()).isEqualTo("get-relationship");
    }

    @Test
    void aRelationshipWithoutDataIsThereWhenItIsFound() throws Exception {
        // Given
        TaskOperation link = new TaskOperation(
                Target.RELATIONSHIP, new RecordName("gp", "p-1.d-1"), ENTRY, CanonicalHash.of(json("{}")), 1, true);

        // When
        OperationState state = settled(
                link, 200, "{\"id\":\"p-1.d-1\",\"type\":\"gp\",\"from\":{},\"to\":{},\"meta\":{},\"data\":{}}");

        // Then
        assertThat(state).isInstanceOf(OperationState.Persisted.class);
    }

    private OperationState settled(int status, String body) throws Exception {
        return settled(operation(Target.RESOURCE, "p-1"), status, body);
    }

    private OperationState settled(TaskOperation operation, int status, String body) throws Exception {
        TaskDoubt doubt = new TaskDoubt(task(List.of(operation)), operation, OTHERWISE);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage()
                    .setBody(new RegistryResponse(doubt, status, null, body.getBytes(StandardCharsets.UTF_8)));
            return inquiry.settle(exchange).state();
        }
    }

    private static OpenTask task(List<TaskOperation> operations) {
        return new OpenTask("clinic", "bk_1", false, NOW, 0, NOW, NOW.plusSeconds(60), operations);
    }

    private static TaskOperation operation(Target target, String id) {
        return new TaskOperation(target, new RecordName("patient", id), ENTRY, CanonicalHash.of(json(SENT)), 1, true);
    }

    private static JsonNode json(String text) {
        return RegistryJson.parse(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
