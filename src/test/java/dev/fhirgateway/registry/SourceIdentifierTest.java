package dev.fhirgateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceIdentifierTest {
    private static final RelationshipId ENDS = new RelationshipId("prac-12", "clin-34");

    @Test
    void conventions_are_those_of_the_registry() {
        assertThat(SourceIdentifier.current("clinic-north", "patient", "pat-77"))
                .isEqualTo(identifier("source", "pat-77", "clinic-north.patient"));
        assertThat(SourceIdentifier.current("clinic-north", "works-at", ENDS))
                .isEqualTo(identifier("source", "prac-12.clin-34", "clinic-north.works-at"));
        assertThat(SourceIdentifier.legacy("clinic-north", "pat-77"))
                .isEqualTo(identifier("clinic-north", "pat-77", "source"));
        assertThat(SourceIdentifier.legacy("clinic-north", "works-at", ENDS))
                .isEqualTo(identifier("clinic-north", "works-at:prac-12,clin-34", "source"));
    }

    @Test
    void identifier_of_a_record_leads_back() {
        // A FHIR id may hold dots, which no registry id does.
        assertThat(SourceIdentifier.parse(SourceIdentifier.current("clinic-north", "patient", "pat.7.7")))
                .contains(new SourceIdentifier("clinic-north", "patient", "pat.7.7"));
        assertThat(SourceIdentifier.parse(SourceIdentifier.legacy("clinic-north", "pat.7.7")))
                .contains(new SourceIdentifier("clinic-north", null, "pat.7.7"));
    }

    @Test
    void older_value_that_names_no_two_ends_is_a_record() {
        assertThat(SourceIdentifier.parse(identifier("clinic-north", "urn:zz,", "source")))
                .contains(new SourceIdentifier("clinic-north", null, "urn:zz,"));
        assertThat(SourceIdentifier.parse(identifier("clinic-north", "urn:a.b,c", "source")))
                .contains(new SourceIdentifier("clinic-north", null, "urn:a.b,c"));
    }

    @ParameterizedTest
    @CsvSource({"urn:test,17,official", "source,17,official", "source,17,.patient", "mdm,17,old", ",17,source"})
    void other_identifiers_are_not_of_a_source(String system, String value, String use) {
        assertThat(SourceIdentifier.parse(identifier(system, value, use))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "source:123:clinic-north.clinic, source, 123, clinic-north.clinic",
        "source:a1.b2:clinic-north.works-at, source, a1.b2, clinic-north.works-at",
        "urn:oid:1.2.3:MRN-1:official, urn:oid:1.2.3, MRN-1, official",
        "http://north.example/mrn:77:usual, http://north.example/mrn, 77, usual",
    })
    void notation_is_read_and_written(String text, String system, String value, String use) {
        // Given
        IdentifierNotation notation = new IdentifierNotation(system, value, use);

        // Then
        assertThat(IdentifierNotation.parse(text)).contains(notation);
        assertThat(notation.text()).isEqualTo(text);
        assertThat(IdentifierNotation.of(identifier(system, value, use))).contains(notation);
        assertThat(IdentifierNotation.names(text, identifier(system, value, use)))
                .isTrue();
    }

    @Test
    void identifier_whose_value_holds_colons_is_found_by_its_notation_all_the_same() {
        // Given
        Identifier identifier = identifier("urn:ietf:rfc:3986", "urn:uuid:7a1b", "official");
        String text = IdentifierNotation.of(identifier).orElseThrow().text();

        // Then
        assertThat(text).isEqualTo("urn:ietf:rfc:3986:urn:uuid:7a1b:official");
        assertThat(IdentifierNotation.names(text, identifier)).isTrue();
        assertThat(IdentifierNotation.names(text, identifier("urn:ietf:rfc:3986", "urn:uuid:7a1b", "usual")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pat-77", "a1.b2", "a:b", ":b:c", "a::c", "a:b:"})
    void other_texts_are_no_notation(String text) {
        assertThat(IdentifierNotation.parse(text)).isEmpty();
    }

    @Test
    void identifier_without_one_of_the_parts_has_no_notation() {
        assertThat(IdentifierNotation.of(identifier("urn:test", "17", null))).isEmpty();
        assertThat(IdentifierNotation.names("urn:test:17:", identifier("urn:test", "17", null)))
                .isFalse();
    }

    @Test
    void what_a_log_could_show_holds_no_value() {
        assertThat(new IdentifierNotation("urn:test", "Zzmarker", "official"))
                .asString()
                .doesNotContain("Zzmarker");
        assertThat(new SourceIdentifier("s", "t", "Zzmarker")).asString().doesNotContain("Zzmarker");
    }

    private static Identifier identifier(String system, String value, String use) {
        return new Identifier(null, system, value, use, null);
    }
}
