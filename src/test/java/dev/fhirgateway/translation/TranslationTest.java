package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.UpsertResult.Rejected;
import dev.fhirgateway.upsert.ValidEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationTest {
    @TempDir
    Path config;

    @Test
    void aTypeWithoutMappingNamesTheFileThatIsMissing() {
        // When
        EntryState state = translate("{\"resourceType\": \"Basic\", \"id\": \"b-1\"}", SourceIdentifiers.CURRENT);

        // Then
        assertThat(state).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.blame()).isEqualTo(Blame.MAPPING);
            assertThat(rejected.problems())
                    .containsExactly(
                            new Problem(
                                    "not-supported",
                                    "Basic",
                                    "no working mapping for this type; it belongs in config/mappings/Basic.jslt. Types that are "
                                            + "taken: CareTeam, Coverage, Encounter, HealthcareService, Location, Organization, "
                                            + "Patient, Practitioner, PractitionerRole, RelatedPerson; a resend helps once there is a mapping"));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CURRENT | {'system': 'source', 'value': 'a.1', 'use': 'clinic-a.patient'}",
                "LEGACY  | {'system': 'clinic-a', 'value': 'a.1', 'use': 'source'}",
            },
            quoteCharacter = '`')
    void theSourceIdentifierFollowsTheConvention(SourceIdentifiers convention, String expected) {
        // When
        EntryState state = translate("{\"resourceType\": \"Patient\", \"id\": \"a.1\"}", convention);

        // Then
        assertThat(state).isInstanceOfSatisfying(Translated.class, translated -> {
            RegistryCommand command = translated.commands().get(0);
            assertThat(command.record().id()).isEqualTo("a_1");
            assertThat(command.payload().at("/meta/identifier"))
                    .containsExactly(Entries.tree(expected.replace('\'', '"')));
        });
    }

    @Test
    void withoutSourceIdentifierAndBusinessIdentifiersThereIsNoMeta() {
        // When
        EntryState state = translate("{\"resourceType\": \"Patient\", \"id\": \"p-1\"}", SourceIdentifiers.OFF);

        // Then
        assertThat(state).isInstanceOfSatisfying(Translated.class, translated -> assertThat(
                        translated.commands().get(0).payload())
                .isEqualTo(Entries.tree("{\"data\": {}}")));
    }

    @Test
    void anIdThatIntakeShouldNotHaveLetThroughIsRefusedRatherThanMistakenForAnother() {
        // When
        EntryState state = translate("{\"resourceType\": \"Patient\", \"id\": \"a_1\"}", SourceIdentifiers.CURRENT);

        // Then
        assertThat(state).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.blame()).isEqualTo(Blame.SOURCE_DATA);
            assertThat(rejected.problems()).extracting(Problem::expression).containsExactly("Patient.id");
        });
    }

    @Test
    void oneTranslationServesManyThreadsAndLeavesTheResourceAlone() {
        // Given
        Translation translation = new Translation(Mappings.load(config), SourceIdentifiers.CURRENT);
        String elements = "'name': [{'given': ['Zzmarker', null]}], 'contact': [{'gender': 'other'}]";
        ValidEntry shared = Entries.patient(elements);

        // When
        List<EntryState> states = IntStream.range(0, 2000)
                .parallel()
                .mapToObj(i -> translation.translate(shared))
                .distinct()
                .toList();

        // Then
        assertThat(states).hasSize(1);
        assertThat(shared.resource()).isEqualTo(Entries.patient(elements).resource());
    }

    private EntryState translate(String json, SourceIdentifiers convention) {
        return new Translation(Mappings.load(config), convention).translate(Entries.of(json));
    }
}
