package dev.fhirgateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatientGeneratorTest {
    private static final List<ObjectNode> PATIENTS = patients(7, 500);

    @Test
    void everyPatientIsStrictlyValidR4() {
        // Given
        IParser parser = FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());

        // Then
        for (ObjectNode patient : PATIENTS) {
            assertThatCode(() -> parser.parseResource(Patient.class, patient.toString()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void theSameSeedGivesTheSamePatients() {
        assertThat(new PatientGenerator(7).batch(50)).isEqualTo(new PatientGenerator(7).batch(50));
        assertThat(new PatientGenerator(8).batch(1)).isNotEqualTo(new PatientGenerator(7).batch(1));
    }

    @Test
    void everyIdIsAnotherUuid() {
        assertThat(PATIENTS)
                .extracting(patient -> patient.path("id").asText())
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    }

    @Test
    void everyPatientHasTheSizeOfARealOne() {
        assertThat(PATIENTS)
                .extracting(patient -> patient.toString().getBytes(StandardCharsets.UTF_8).length)
                .allMatch(length -> length >= 2000 && length <= 3600);
    }

    @Test
    void aBatchIsAnArrayOfThePatients() {
        String batch = new String(new PatientGenerator(7).batch(3), StandardCharsets.UTF_8);

        assertThat(batch)
                .isEqualTo(PATIENTS.subList(0, 3).stream()
                        .map(ObjectNode::toString)
                        .toList()
                        .toString()
                        .replace("}, {", "},{"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/meta/profile/0",
                "/active",
                "/name/1",
                "/name/0/given/1",
                "/identifier/2",
                "/_birthDate",
                "/deceasedBoolean",
                "/deceasedDateTime",
                "/multipleBirthInteger",
                "/multipleBirthBoolean",
                "/contact/0/telecom/0"
            })
    void whatEhrsLeaveOutIsThereForSomeOnly(String path) {
        assertSomeOnly(patient -> patient.at(path).isMissingNode());
    }

    @Test
    void someOnlyHavePartialDatesApostrophesAndDecimalsThatEndInZero() {
        assertSomeOnly(patient -> patient.path("birthDate").asText().length() < 10);
        assertSomeOnly(patient -> patient.at("/name/0/family").asText().contains("'"));
        assertSomeOnly(patient -> patient.at("/address/0/extension/0/extension/0/valueDecimal")
                .toString()
                .endsWith("0"));
        assertSomeOnly(patient -> StandardCharsets.US_ASCII
                .newEncoder()
                .canEncode(patient.at("/name/0/family").asText()));
    }

    private static void assertSomeOnly(Predicate<JsonNode> trait) {
        assertThat(PATIENTS).anyMatch(trait).anyMatch(trait.negate());
    }

    private static List<ObjectNode> patients(long seed, int count) {
        PatientGenerator generator = new PatientGenerator(seed);
        return Stream.generate(generator::next).limit(count).toList();
    }
}
