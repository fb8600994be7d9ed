package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.translation.Coverage.Gap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mapping is said to leave behind. */
class CoverageTest {
    @TempDir
    Path folder;

    @Test
    void whatIsNotCarriedIsToldByElementAndTheTypeAndTheIdAreTheGatewaysOwn() throws IOException {
        Mapping mapping = mapping("{'gender': .gender}");

        assertThat(gaps(mapping, "'gender': 'male', 'birthDate': '1901-02-03', 'photo': [{'url': 'a'}, {'url': 'b'}]"))
                .containsExactly(gap("birthDate", 1, 1), gap("photo", 2, 2));
    }

    @Test
    void anElementOfWhichSomeIsCarriedIsToldByItsParts() throws IOException {
        Mapping mapping = mapping("{'a': [for (.contact) .name.family]}");

        assertThat(
                        gaps(
                                mapping,
                                """
                        'contact': [
                          {'name': {'family': 'Zzmarker', 'given': ['Zz']}, 'gender': 'male'},
                          {'name': {'given': ['Zz', 'Zzz']}},
                          {'organization': {'display': 'Zz', 'reference': 'Organization/1'}}]"""))
                .containsExactly(
                        gap("contact.name.given", 3, 3),
                        gap("contact.gender", 1, 1),
                        gap("contact.organization", 1, 1));
    }

    @Test
    void anExtensionHasItsUrlAndThatOfAPrimitiveStandsBehindIt() throws IOException {
        Mapping mapping = mapping(
                "{'race': [for (.extension) .valueCode if (.url == 'urn:race')], 'given': .name[0].given, 'b': .birthDate}");

        assertThat(
                        gaps(
                                mapping,
                                """
                        'extension': [{'url': 'urn:race', 'valueCode': 'a'}, {'url': 'urn:other', 'valueCode': 'b'}],
                        'name': [{'given': ['A', 'B'], '_given': [null, {'extension': [{'url': 'urn:g', 'valueCode': 'c'}]}]}],
                        'birthDate': '1901-02-03', '_birthDate': {'id': 'x'}"""))
                .containsExactly(
                        gap("extension[urn:other]", 1, 1),
                        gap("name.given.extension[urn:g]", 1, 1),
                        gap("birthDate.id", 1, 1));
    }

    @Test
    void whatIsReadButMakesNoDifferenceIsNotCarried() throws IOException {
        Mapping mapping = mapping("{'a': fallback(.maritalStatus.coding[0].display, .maritalStatus.text)}");

        assertThat(gaps(mapping, "'maritalStatus': {'coding': [{'display': 'Zz'}], 'text': 'Zzmarker'}"))
                .containsExactly(gap("maritalStatus.text", 1, 1));
        assertThat(gaps(mapping, "'maritalStatus': {'text': 'Zzmarker'}")).isEmpty();
    }

    @Test
    void whatTheOutputFollowsFromIsCarriedThoughItsValueIsNotInIt() throws IOException {
        Mapping mapping = mapping(
                """
                {'man': if (.gender == 'male') 1 else 0, 'alive': not(.deceasedBoolean), 'twin': .multipleBirthInteger > 1,
                 'name': uppercase(.name[0].family), 'married': if (.maritalStatus) 'yes' else 'no'}""");

        assertThat(gaps(mapping, "'gender': 'male', 'deceasedBoolean': false, 'multipleBirthInteger': 2"))
                .isEmpty();
        assertThat(gaps(mapping, "'name': [{'family': 'Zzmarker'}], 'maritalStatus': {'text': 'a', 'id': 'b'}"))
                .containsExactly(gap("maritalStatus.text", 1, 1), gap("maritalStatus.id", 1, 1));
    }

    @Test
    void ofAResourceThatTakesTooLongOnlyAPartIsCounted() throws IOException {
        Mapping mapping = mapping("{'a': [for (.identifier) {'v': .value, 'n': [for (split('x' * 900, '')) 1]}]}");
        String identifiers = String.join(", ", Collections.nCopies(100, "{'value': 'Zz', 'type': {'text': 'a'}}"));

        assertThat(gaps(mapping, "'identifier': [" + identifiers + "]"))
                .singleElement()
                .satisfies(gap -> assertThat(gap.path()).isEqualTo("Patient.identifier.type"))
                .satisfies(gap -> assertThat(gap.count()).isBetween(10L, 90L).isEqualTo(gap.of()));
    }

    @Test
    void aValueThatCannotBeToldFromNoneIsNotCarried() throws IOException {
        assertThat(gaps(mapping("{'man': if (.gender == 'male') 1 else 0}"), "'gender': 'female'"))
                .containsExactly(gap("gender", 1, 1));
    }

    @Test
    void valuesThatAreTheSameAreNotTakenForEachOther() throws IOException {
        Mapping mapping = mapping("{'active': .active, 'rank': .telecom[0].rank}");

        assertThat(gaps(
                        mapping,
                        "'active': true, 'deceasedBoolean': true, 'telecom': [{'rank': 1}], 'multipleBirthInteger': 1"))
                .containsExactly(gap("deceasedBoolean", 1, 1), gap("multipleBirthInteger", 1, 1));
    }

    @Test
    void aMappingThatGivesSomethingElseEachTimeIsTakenByWhatItPassesThrough() throws IOException {
        Mapping mapping = mapping("{'a': random(), 'gender': .gender}");

        assertThat(gaps(mapping, "'gender': 'male', 'birthDate': '1901-02-03'"))
                .containsExactly(gap("birthDate", 1, 1));
    }

    @Test
    void countsAreAddedUpOverResources() throws IOException {
        // Given
        Mapping mapping = mapping("{'a': fallback(.maritalStatus.coding[0].display, .maritalStatus.text)}");
        Coverage sum = new Coverage();

        // When
        sum.add(coverage(mapping, "'maritalStatus': {'coding': [{'display': 'Zz'}], 'text': 'Zzmarker'}"));
        sum.add(coverage(mapping, "'maritalStatus': {'text': 'Zzmarker'}, 'photo': [{'url': 'a'}]"));

        // Then
        assertThat(sum.gaps()).containsExactly(gap("maritalStatus.text", 1, 2), gap("photo", 1, 1));
    }

    @Test
    void theShippedMappingOfPatientLeavesBehindWhatItsHeaderSays() {
        Mapping mapping = MappingCompiler.shipped("Patient");

        assertThat(gaps(
                        mapping,
                        "'gender': 'male', 'photo': [{'url': 'a'}], 'text': {'status': 'empty', 'div': '<div/>'}"))
                .containsExactly(gap("photo", 1, 1), gap("text", 1, 1));
    }

    private static List<Gap> gaps(Mapping mapping, String elements) {
        return coverage(mapping, elements).gaps();
    }

    private static Coverage coverage(Mapping mapping, String elements) {
        MappingTrial trial = MappingTrial.of(mapping, Entries.patient(elements));
        assertThat(trial.problem()).isEmpty();
        return trial.coverage();
    }

    private static Gap gap(String path, long count, long of) {
        return new Gap("Patient." + path, count, of);
    }

    private Mapping mapping(String data) throws IOException {
        Path file = Files.writeString(
                folder.resolve("Patient.jslt"),
                ("{'resources': [{'type': 'patient', 'data': " + data + "}]}").replace('\'', '"'));
        return Mapping.ofFile(file);
    }
}
