package dev.fhirgateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import dev.fhirgateway.upsert.Entries;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The slot of an entry that was not sent because of a later one; nothing was checked of it but that it is JSON. */
class SupersededSlotTest {
    private static final String WORDS =
            "not sent, because entry 7 of the same batch names the same record (gateway.duplicates)";

    @Test
    void isTheResourceAsSentAndSaysByWhichPositionAndWhy() {
        Patient patient = strict(
                Patient.class,
                slot("{'resourceType':'Patient','id':'a','meta':{'tag':[{'code':'kept'}]},'active':true}"));

        assertThat(patient.getActive()).isTrue();
        assertThat(patient.getMeta().getTag()).hasSize(2);
        assertThat(patient.getMeta()
                        .getTag(AnswerSlot.DELIVERY_STATUS, "SUPERSEDED")
                        .getDisplay())
                .isEqualTo(WORDS);
        assertThat(patient.getMeta().getExtensionByUrl(AnswerSlot.SUPERSEDED_BY).getValue())
                .satisfies(by -> assertThat(((IntegerType) by).getValue()).isEqualTo(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'resourceType':'Patient','id':'a','meta':'Zzmarker'}",
                "{'resourceType':'Patient','id':'a','meta':null}",
                "{'resourceType':'Patient','id':'a','meta':[{}]}",
                "{'resourceType':'Patient','id':'a','meta':{'tag':{'code':'Zzmarker'}}}",
                "{'resourceType':'Patient','id':'a','meta':{'extension':'Zzmarker'}}",
                "{'resourceType':'Patient','id':'a','meta':{'tag':[]},'meta':{'tag':1}}",
                ""
            })
    void isAnOutcomeThatSaysTheSameWhenNothingCanBeAddedToItsMeta(String entry) {
        OperationOutcome outcome = strict(OperationOutcome.class, slot(entry));

        assertThat(outcome.getIssue()).singleElement().satisfies(issue -> {
            assertThat(issue.getSeverity()).isEqualTo(IssueSeverity.INFORMATION);
            assertThat(issue.getDiagnostics()).isEqualTo("entry 2 (Patient/a), Patient.id: " + WORDS);
        });
    }

    @Test
    void soItIsWhenTheEntryIsDeeperThanAnyoneReads() {
        String deep = "{'resourceType':'Patient','id':'a','x':" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        assertThat(strict(OperationOutcome.class, slot(deep)).getIssue()).hasSize(1);
    }

    private static String slot(String entry) {
        UpsertEntry superseded = Entries.of(2, "Patient", "a", entry.replace('\'', '"'));
        ByteArrayOutputStream slot = new ByteArrayOutputStream();
        AnswerSlot.write(new UpsertResult.Superseded(superseded, 7), slot);
        return slot.toString(StandardCharsets.UTF_8);
    }

    private static <T extends IBaseResource> T strict(Class<T> type, String json) {
        return FhirContext.forR4Cached()
                .newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(type, json);
    }
}
