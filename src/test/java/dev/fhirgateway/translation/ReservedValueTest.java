package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.UpsertResult.Rejected;
import dev.fhirgateway.upsert.ValidEntry;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Identifier values that belong to the registry never leave the gateway. */
class ReservedValueTest {
    @TempDir
    Path config;

    @ParameterizedTest
    @EnumSource(SourceIdentifiers.class)
    void reservedIdentifierValuesAreRefusedAllAtOnce(SourceIdentifiers convention) {
        // Given
        ValidEntry entry = Entries.patient(
                """
                'identifier': [
                  {'system': 'urn:oid:2.999.1', 'value': 'Zzmarker'},
                  {'system': 'mdm', 'use': 'source', 'value': 'Zzmarker'},
                  {'system': 'source', 'value': 'Zzmarker'}]""");

        // When
        EntryState state = new Translation(Mappings.load(config), convention).translate(entry);

        // Then
        assertThat(state).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.blame()).isEqualTo(Blame.SOURCE_DATA);
            assertThat(rejected.problems())
                    .extracting(Problem::expression)
                    .containsExactly(
                            "Patient.identifier[1].use",
                            "Patient.identifier[1].system",
                            "Patient.identifier[2].system");
            assertThat(rejected.problems())
                    .allSatisfy(problem -> assertThat(problem.issueCode()).isEqualTo("business-rule"))
                    .allSatisfy(problem -> assertThat(problem.reason())
                            .contains("is reserved in the registry")
                            .doesNotContain("Zzmarker"));
        });
    }

    @ParameterizedTest
    @CsvSource({"system, mdm", "system, ' source'", "use, source"})
    void theOneIdentifierOfATypeThatHasNoListIsHeldAgainstTheSameRules(String element, String value) {
        // Given
        String json = "{\"resourceType\": \"Bundle\", \"id\": \"b-1\", \"identifier\": {\"" + element + "\": \"" + value
                + "\"}}";

        // When
        EntryState state = translate(json, SourceIdentifiers.CURRENT);

        // Then
        assertThat(state).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.problems())
                .extracting(Problem::expression)
                .containsExactly("Bundle.identifier." + element));
    }

    @ParameterizedTest
    @CsvSource({"system, mdm2", "system, Source", "system, urn:source", "use, official", "value, mdm"})
    void otherIdentifierValuesAreNotReserved(String element, String value) {
        // Given
        ValidEntry entry = Entries.patient("'identifier': [{'" + element + "': '" + value + "'}]");

        // When
        EntryState state = new Translation(Mappings.load(config), SourceIdentifiers.CURRENT).translate(entry);

        // Then
        assertThat(state).isInstanceOf(Translated.class);
    }

    private EntryState translate(String json, SourceIdentifiers convention) {
        return new Translation(Mappings.load(config), convention).translate(Entries.of(json));
    }
}
