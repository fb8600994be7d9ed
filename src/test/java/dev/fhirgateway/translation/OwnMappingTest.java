package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.UpsertResult.Rejected;
import dev.fhirgateway.upsert.ValidEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator's mapping may give, and what becomes of an entry when it goes wrong. */
class OwnMappingTest {
    private static final String PATIENT =
            "'gender': 'unknown', 'birthDate': '1901-02-03', 'name': [{'family': 'Zzmarker'}]";

    @TempDir
    Path config;

    @Test
    void seesTheRegistryIdTheSourceAndTheTimeOfTheBatch() throws IOException {
        assertThat(payload(
                        "{'resources': [{'type': 'person', 'data': {'a': $registryId, 'b': $sourceKey, 'c': $now}}]}"))
                .isEqualTo("{\"a\":\"pat-1\",\"b\":\"clinic-a\",\"c\":\"1970-01-01T00:00:00Z\"}");
    }

    @Test
    void anEditDuringABatchCountsForTheNext() throws Exception {
        // Given
        mapping("{'resources': [{'type': 'person', 'data': {'a': 1}}]}");
        Mappings mappings = Mappings.load(config, Duration.ZERO);
        Translation translation = new Translation(mappings, SourceIdentifiers.CURRENT);
        ValidEntry first = Entries.patient(PATIENT);
        ValidEntry later = Entries.ofAnotherBatch(first);
        String before = type(translation.translate(first));

        // When
        mapping("{'resources': [{'type': 'human', 'data': {'a': 1}}]}");

        // Then
        assertThat(before).isEqualTo("person");
        assertThat(type(translation.translate(first))).isEqualTo("person");
        assertThat(type(translation.translate(later))).isEqualTo("human");
    }

    private static String type(EntryState state) {
        return ((Translated) state).record().type();
    }

    @Test
    void emptyValuesVanishAtEveryDepthAndFalseAndZeroStay() throws IOException {
        // Given
        String mapping =
                """
                {'resources': [{'type': 'person', 'data': {
                  'a': [null, '', [], {}, [{'x': ''}], 0], 'b': '', 'c': {'d': ['']}, 'e': false}}]}""";

        // Then
        assertThat(payload(mapping)).isEqualTo("{\"a\":[0],\"e\":false}");
    }

    @Test
    void whatBecameRelationshipsOnlyNeedsNoData() throws IOException {
        String record = "{'resources': [{'type': 'person', 'data': {'a': .nothing}}], 'relationships': [%s]}";

        mapping(record.formatted("{'type': 'knows', 'to': {'type': 'person', 'id': 'p-2'}}"));
        assertThat(translate()).isInstanceOf(Translated.class);

        mapping(record.formatted("{'type': 'knows', 'to': .nothing}"));
        assertThat(translate()).isInstanceOf(Rejected.class);
    }

    @Test
    void containedRecordsMayHoldOthers() throws IOException {
        // Given
        mapping(
                """
                {'resources': [{'type': 'person', 'data': {'a': 1}, 'contained': {'home': [
                  {'id': 'person/pat-1/home/h1', 'type': 'place', 'data': {'b': 2}, 'contained': {'room': [
                    {'id': 'person/pat-1/home/h1/room/r1', 'type': 'room', 'data': {'c': 3}}]}}]}}]}""");

        // When
        EntryState state = translate();

        // Then
        assertThat(state).isInstanceOfSatisfying(Translated.class, translated -> assertThat(translated
                        .commands()
                        .get(0)
                        .payload()
                        .at("/contained/home/0/contained/room/0/data/c")
                        .intValue())
                .isEqualTo(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Zzmarker'",
                "null",
                "[.name]",
                "{}",
                "{'type': 'person', 'data': .name[0]}",
                "{'resources': {'type': 'person', 'data': .name[0]}}",
                "{'resources': [{'type': 'person', 'data': .name[0]}], 'more': 'Zzmarker'}",
                "{'resources': ['Zzmarker']}",
                "{'resources': [{'type': 'person'}]}",
                "{'resources': [{'data': .name[0]}]}",
                "{'resources': [{'type': '', 'data': .name[0]}]}",
                "{'resources': [{'type': 'per son', 'data': .name[0]}]}",
                "{'resources': [{'type': 'clinic.person', 'data': .name[0]}]}",
                "{'resources': [{'type': ['person'], 'data': .name[0]}]}",
                "{'resources': [{'type': 'person', 'data': .name}]}",
                "{'resources': [{'type': 'person', 'data': .nothing}]}",
                "{'resources': [{'type': 'person', 'data': .name[0], 'id': 'Zz.marker'}]}",
                "{'resources': [{'type': 'person', 'data': .name[0], 'identifier': ['Zzmarker']}]}",
                "{'resources': [{'type': 'person', 'data': .name[0]}, {'type': 'place', 'data': .name[0]}]}",
                "{'resources': [{'type': 'person', 'data': .name[0]}, {'type': 'place', 'id': 'Zzmarker'}]}",
                "{'resources': [{'type': 'person', 'data': .name[0], 'meta': {'source': 'Zzmarker'}}]}",
                "{'resources': [{'type': 'person', 'data': .name[0], 'meta': {'createdAt': 7}}]}",
                "{'resources': [{'type': 'person', 'data': .name[0], 'meta': {'identifier': {'value': 'Zzmarker'}}}]}",
                "{'resources': [{'type': 'person', 'data': .name[0], 'meta': {'identifier': [{'system': 'mdm'}]}}]}",
                "{'resources': [{'type': 'person', 'data': .name[0], 'contained': .name}]}",
                "{'resources': [{'type': 'person', 'data': .name[0], 'contained': {'home': .name[0]}}]}",
                "{'resources': [{'type': 'person', 'data': .name[0], 'contained': {'home': [{'id': 'Zz', 'type': 'a'}]}}]}",
                "{'resources': [{'type': 'person', 'data': .name[0], 'contained': {'ho me': [{'id': 'Zz', 'type': 'a', 'data': .name[0]}]}}]}",
                "{'resources': [{'type': 'person', 'data': .name[0]}], 'relationships': .name[0]}",
                "{'resources': [{'type': 'person', 'data': .name[0]}], 'relationships': [{'to': {'type': 'a', 'id': 'Zz'}}]}",
                "{'resources': [{'type': 'person', 'data': .name[0]}], 'relationships': [{'type': 'a', 'to': 'Zzmarker'}]}",
                "{'resources': [{'type': 'person', 'data': .name[0]}], 'relationships': [{'type': 'a', 'to': {'id': 'Zz'}}]}",
                "{'resources': [{'type': 'person', 'data': .name[0]}], 'relationships': [{'type': 'a', 'of': .name[0]}]}",
                "{'resources': [{'type': 'person', 'data': .name[0]}], 'relationships': [{'type': 'a', 'data': .name}]}",
            })
    void anOutputOfAnotherShapeIsRefused(String mapping) throws IOException {
        assertFailure(mapping, "config/mappings/Patient.jslt failed on this entry: its output ");
    }

    @Test
    void anErrorTellsTheLineAndNothingOfThePatient() throws IOException {
        assertFailure(
                "{'resources': [{'type': 'person',\n 'data': {\n 'a': [for (.gender) .]}}]}",
                "config/mappings/Patient.jslt failed on this entry at line 3");
        assertFailure(
                "import 'datatypes.jslt' as fhir {'resources': [{'type': 'person', 'data': {'a': fhir:values(.gender)}}]}",
                "config/mappings/Patient.jslt failed on this entry at line 10 of datatypes.jslt");
        assertFailure(
                "{'resources': [{'type': 'person', 'data': {'a': error('bad ' + .name[0].family)}}]}",
                "config/mappings/Patient.jslt failed on this entry at line 1");
        assertFailure(
                "{'resources': [{'type': 'person', 'data': {'a': number(.name[0].family)}}]}",
                "config/mappings/Patient.jslt failed on this entry at line 1");
    }

    @Test
    void aMappingThatCallsItselfForeverFailsThatEntryOnly() throws IOException {
        assertFailure(
                "def again(x) again($x)\n{'resources': [{'type': 'person', 'data': {'a': again(.)}}]}",
                "config/mappings/Patient.jslt failed on this entry: it calls itself without an end");
    }

    private void assertFailure(String mapping, String reason) throws IOException {
        // Given
        mapping(mapping);

        // When
        EntryState state = translate();

        // Then
        assertThat(state).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.blame()).isEqualTo(Blame.MAPPING);
            assertThat(rejected.problems()).hasSize(1);
            Problem problem = rejected.problems().get(0);
            assertThat(problem.issueCode()).isEqualTo("processing");
            assertThat(problem.expression()).isEqualTo("Patient");
            assertThat(problem.reason())
                    .endsWith("; a resend helps once the mapping is mended")
                    .startsWith(reason)
                    .doesNotContain("Zzmarker")
                    .doesNotContain("unknown");
        });
    }

    private String payload(String mapping) throws IOException {
        mapping(mapping);
        return ((Translated) translate())
                .commands()
                .get(0)
                .payload()
                .path("data")
                .toString();
    }

    private EntryState translate() {
        return new Translation(Mappings.loadUntried(config), SourceIdentifiers.CURRENT)
                .translate(Entries.patient(PATIENT));
    }

    private void mapping(String text) throws IOException {
        Files.createDirectories(config.resolve("mappings"));
        Files.writeString(config.resolve("mappings/Patient.jslt"), text.replace('\'', '"'));
    }
}
