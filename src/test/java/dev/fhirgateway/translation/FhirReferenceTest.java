package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.translation.FhirReference.ByIdentifier;
import dev.fhirgateway.translation.FhirReference.Literal;
import dev.fhirgateway.translation.FhirReference.Nowhere;
import dev.fhirgateway.translation.FhirReference.Urn;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FhirReferenceTest {
    private static final Set<String> BASES = Set.of("https://ehr.example.org/fhir", "http://127.0.0.1:8080");

    static Stream<Arguments> followed() {
        return Stream.of(
                Arguments.of("{'reference':'Patient/1.2-a'}", new Literal("Patient", "1.2-a")),
                Arguments.of("{'reference':'Patient/1/_history/7'}", new Literal("Patient", "1")),
                Arguments.of("{'reference':'https://ehr.example.org/fhir/Patient/1'}", new Literal("Patient", "1")),
                Arguments.of("{'reference':'http://127.0.0.1:8080/Patient/1/_history/2'}", new Literal("Patient", "1")),
                Arguments.of("{'reference':'urn:uuid:c757873d-ec9a-4326'}", new Urn("c757873d-ec9a-4326")),
                Arguments.of("{'reference':'urn:oid:1.2.3.4'}", new Urn("1.2.3.4")),
                Arguments.of(
                        "{'reference':'Practitioner?identifier=http://x.org/n|9'}",
                        new ByIdentifier("Practitioner", "http://x.org/n", "9")),
                Arguments.of(
                        "{'reference':'Practitioner?identifier=http%3A%2F%2Fx.org|9%7C1+1'}",
                        new ByIdentifier("Practitioner", "http://x.org", "9|1+1")),
                Arguments.of(
                        "{'reference':'Practitioner?identifier=100%|a'}",
                        new ByIdentifier("Practitioner", "100%", "a")),
                Arguments.of("{'reference':'Patient?identifier=|9'}", new ByIdentifier("Patient", "", "9")),
                Arguments.of("{'reference':'Patient?identifier=9'}", new ByIdentifier("Patient", null, "9")),
                Arguments.of(
                        "{'identifier':{'system':'urn:s','value':'9'},'type':'Patient'}",
                        new ByIdentifier("Patient", "urn:s", "9")),
                Arguments.of("{'identifier':{'value':'9'}}", new ByIdentifier(null, "", "9")),
                Arguments.of("{'reference':'Patient/1','identifier':{'value':'9'}}", new Literal("Patient", "1")));
    }

    @ParameterizedTest
    @MethodSource("followed")
    void tellsWhatItLeadsTo(String reference, FhirReference expected) {
        assertThat(FhirReference.read(Entries.tree(reference.replace('\'', '"')), BASES))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'display':'Zzmarker'}",
                "{'identifier':{'system':'Zzmarker'}}",
                "{'reference':'#Zzmarker'}",
                "{'reference':'Zzmarker'}",
                "{'reference':'Zzmarker/Zz_marker'}",
                "{'reference':'patient/1'}",
                "{'reference':'/Patient/1'}",
                "{'reference':'Patient/1/Zzmarker'}",
                "{'reference':'urn:isbn:Zzmarker'}",
                "{'reference':'https://ehr.example.org/fhirZzmarker/Patient/1'}",
                "{'reference':'https://other.example.org/fhir/Patient/1'}",
                "{'reference':'ftp://ehr.example.org/fhir/Patient/1'}",
                "{'reference':'Patient?name=Zzmarker'}",
                "{'reference':'Patient?identifier=a|1&name=Zzmarker'}",
                "{'reference':'Patient?identifier=Zzmarker|'}",
            })
    void saysWhyAnythingElseLeadsNowhereAndQuotesNothing(String reference) {
        assertThat(FhirReference.read(Entries.tree(reference.replace('\'', '"')), BASES))
                .isInstanceOfSatisfying(
                        Nowhere.class,
                        nowhere -> assertThat(nowhere.reason()).isNotBlank().doesNotContain("Zzmarker"));
    }
}
