package dev.fhirgateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Entries;
import dev.fhirgateway.upsert.UpsertEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private final ObjectMapper json = new ObjectMapper();
    private final UpsertEntry a = Entries.patient(0, "a");
    private final UpsertEntry b = Entries.patient(1, "b");
    private final UpsertEntry c = Entries.patient(2, "c");
    private final UpsertEntry d = Entries.patient(3, "d");
    private final BatchReport report = BatchReport.of(
            Entries.batch(a, b, c, d),
            List.of(
                    Entries.persisted(a),
                    Entries.accepted(b),
                    Entries.rejected(c, Blame.SOURCE_DATA),
                    Entries.unchanged(d)));

    @Test
    void theArrayHasTheShapeOfSource003() throws IOException {
        JsonNode slot = array().get(0);

        assertThat(slot.path("meta").path("versionId").asText()).isEqualTo("17");
        assertThat(slot.path("meta").path("lastUpdated").asText()).isEqualTo("2026-01-02T03:04:06Z");
        assertThat(slot.path("meta").path("createdAt").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(slot.path("id").asText()).isEqualTo("a");
    }

    @Test
    void anAcceptedEntryCarriesItsTagAndTaskAndIsValidFhir() throws IOException {
        Patient patient = strict().parseResource(Patient.class, array().get(1).toString());

        assertThat(patient.getMeta().getTag(AnswerSlot.DELIVERY_STATUS, "ACCEPTED"))
                .isNotNull();
        assertThat(patient.getMeta()
                        .getExtensionByUrl(AnswerSlot.TASK_ID)
                        .getValue()
                        .primitiveValue())
                .isEqualTo("s_task");
    }

    @Test
    void aFailedEntryIsAValidOperationOutcomeThatNamesIndexIdElementReasonAndBlame() throws IOException {
        OperationOutcome outcome =
                strict().parseResource(OperationOutcome.class, array().get(2).toString());

        OperationOutcome.OperationOutcomeIssueComponent issue = outcome.getIssueFirstRep();
        assertThat(issue.getDiagnostics()).isEqualTo("entry 2 (Patient/c), Patient.birthDate: not a FHIR date");
        assertThat(issue.getExpression().get(0).getValue()).isEqualTo("Patient.birthDate");
        assertThat(issue.getDetails().getCodingFirstRep().getSystem()).isEqualTo(Blame.SYSTEM);
        assertThat(issue.getDetails().getCodingFirstRep().getCode()).isEqualTo("source-data");
    }

    @Test
    void anUnchangedEntryCarriesItsTagAndTheStoredVersion() throws IOException {
        JsonNode meta = array().get(3).path("meta");

        assertThat(meta.path("versionId").asText()).isEqualTo("16");
        assertThat(meta.path("tag").path(0).path("code").asText()).isEqualTo("UNCHANGED");
    }

    @Test
    void anEmptyBatchIsAnEmptyArray() throws IOException {
        BatchReport empty = BatchReport.of(Entries.batch(), List.of());

        assertThat(new String(ArrayAnswer.of(empty).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("[]");
    }

    @Test
    void theMinimalAnswerHasALinePerEntry() throws IOException {
        JsonNode minimal = json.readTree(MinimalAnswer.of(report, 207));

        assertThat(minimal.path("status").asInt()).isEqualTo(207);
        assertThat(minimal.path("counts").toString())
                .isEqualTo("{\"persisted\":1,\"accepted\":1,\"unchanged\":1,\"failed\":1}");
        assertThat(minimal.path("results").get(0).toString())
                .isEqualTo("{\"index\":0,\"resourceType\":\"Patient\",\"id\":\"a\",\"status\":\"PERSISTED\","
                        + "\"httpStatus\":201,\"versionId\":\"17\"}");
        assertThat(minimal.path("results").get(1).path("taskId").asText()).isEqualTo("s_task");
        assertThat(minimal.path("results")
                        .get(2)
                        .path("issue")
                        .get(0)
                        .path("code")
                        .asText())
                .isEqualTo("value");
        assertThat(minimal.path("results").get(3).path("httpStatus").asInt()).isEqualTo(200);
    }

    private JsonNode array() throws IOException {
        return json.readTree(ArrayAnswer.of(report).readAllBytes());
    }

    private static IParser strict() {
        return FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    }
}
