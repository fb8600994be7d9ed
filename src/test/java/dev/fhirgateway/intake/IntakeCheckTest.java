package dev.fhirgateway.intake;

import static dev.fhirgateway.intake.IntakeFixture.NOW;
import static dev.fhirgateway.intake.IntakeFixture.check;
import static dev.fhirgateway.intake.IntakeFixture.entry;
import static dev.fhirgateway.intake.IntakeFixture.intake;
import static dev.fhirgateway.intake.IntakeFixture.patient;
import static dev.fhirgateway.intake.IntakeFixture.problems;
import static dev.fhirgateway.intake.IntakeFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import dev.fhirgateway.upsert.ValidEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # unknown elements
            "zzz":1                                     | structure    | Patient.zzz
            "deceased":true                             | structure    | Patient.deceased
            "managingOrganizationResource":{"id":"x"}   | structure    | Patient.managingOrganizationResource
            "name":[{"use":"usual"},{"zzz":"x"}]        | structure    | Patient.name[1].zzz
            "name":[{"resourceType":"HumanName"}]       | structure    | Patient.name[0].resourceType
            "_name":[{"id":"x"}]                        | structure    | Patient._name
            "_zzz":{"id":"x"}                           | structure    | Patient._zzz
            "fhir_comments":["x"]                       | structure    | Patient.fhir_comments
            "name":[{"fhir_comments":["x"]}]            | structure    | Patient.name[0].fhir_comments
            "":"x"                                      | structure    | Patient
            "A Name":"x"                                | structure    | Patient
            # arrays and single values
            "name":{"family":"x"}                       | structure    | Patient.name
            "name":"x"                                  | structure    | Patient.name
            "name":["x"]                                | structure    | Patient.name[0]
            "name":[[{"family":"x"}]]                   | structure    | Patient.name[0]
            "name":[{"given":"x"}]                      | structure    | Patient.name[0].given
            "name":[{"given":["x",["y"]]}]              | structure    | Patient.name[0].given[1]
            "name":[{"family":["x"]}]                   | structure    | Patient.name[0].family
            "birthDate":["2020"]                        | structure    | Patient.birthDate
            "maritalStatus":[{"text":"x"}]              | structure    | Patient.maritalStatus
            "maritalStatus":{"coding":{"code":"x"}}     | structure    | Patient.maritalStatus.coding
            "maritalStatus":"x"                         | structure    | Patient.maritalStatus
            # nothing in it
            "birthDate":null                            | structure    | Patient.birthDate
            "name":null                                 | structure    | Patient.name
            "name":[null]                               | structure    | Patient.name[0]
            "name":[{"family":"x"},null]                | structure    | Patient.name[1]
            "name":[]                                   | structure    | Patient.name
            "name":[{}]                                 | structure    | Patient.name[0]
            "maritalStatus":{}                          | structure    | Patient.maritalStatus
            "name":[{"given":[]}]                       | structure    | Patient.name[0].given
            "name":[{"given":[null]}]                   | structure    | Patient.name[0].given[0]
            "name":[{"given":["x",""]}]                 | value        | Patient.name[0].given[1]
            "birthDate":""                              | value        | Patient.birthDate
            "gender":""                                 | value        | Patient.gender
            "text":{"status":"empty","div":""}          | value        | Patient.text.div
            # the wrong kind of JSON
            "birthDate":{}                              | value        | Patient.birthDate
            "birthDate":{"value":"2020"}                | value        | Patient.birthDate
            "birthDate":2020                            | value        | Patient.birthDate
            "name":[{"family":1}]                       | value        | Patient.name[0].family
            "name":[{"given":["x",true]}]               | value        | Patient.name[0].given[1]
            "name":[{"id":1}]                           | value        | Patient.name[0].id
            "gender":true                               | value        | Patient.gender
            "active":"true"                             | value        | Patient.active
            "active":1                                  | value        | Patient.active
            "multipleBirthInteger":"1"                  | value        | Patient.multipleBirthInteger
            "multipleBirthInteger":1.5                  | value        | Patient.multipleBirthInteger
            "multipleBirthInteger":1e1                  | value        | Patient.multipleBirthInteger
            "multipleBirthInteger":1e99999999999        | structure    | Patient.multipleBirthInteger
            "text":{"status":"empty","div":1}           | value        | Patient.text.div
            "extension":[{"url":"u","valueDecimal":"1.5"}] | value     | Patient.extension[0].valueDecimal
            "extension":[{"url":1,"valueCode":"x"}]     | value        | Patient.extension[0].url
            # values
            "birthDate":"01.02.2020"                    | value        | Patient.birthDate
            "birthDate":"2020-02-30"                    | value        | Patient.birthDate
            "deceasedDateTime":"yesterday"              | value        | Patient.deceasedDateTime
            "meta":{"lastUpdated":"today"}              | value        | Patient.meta.lastUpdated
            "gender":"Male"                             | code-invalid | Patient.gender
            "name":[{"use":"zzz"}]                      | code-invalid | Patient.name[0].use
            "contact":[{"gender":"m"}]                  | code-invalid | Patient.contact[0].gender
            "multipleBirthInteger":99999999999          | value        | Patient.multipleBirthInteger
            "photo":[{"data":"!!"}]                     | value        | Patient.photo[0].data
            "text":{"status":"empty","div":"<div>x"}    | value        | Patient.text.div
            "extension":[{"url":"u","valueDecimal":1e1000000000}] | value | Patient.extension[0].valueDecimal
            "name":[{"text":"x\\u0000"}]                | value        | Patient.name[0].text
            "name":[{"text":"x\\ud834"}]                | value        | Patient.name[0].text
            "managingOrganization":{"reference":"#o"}   | value        | Patient.managingOrganization.reference
            # choices
            "deceasedBoolean":true,"deceasedDateTime":"2020"        | structure | Patient.deceasedDateTime
            "deceasedBoolean":true,"_deceasedDateTime":{"id":"x"}   | structure | Patient._deceasedDateTime
            # extensions
            "extension":{"url":"u"}                     | structure    | Patient.extension
            "extension":[1]                             | structure    | Patient.extension[0]
            "extension":null                            | structure    | Patient.extension
            "extension":[{"valueString":"x"}]           | required     | Patient.extension[0].url
            "extension":[{"url":"u","valueZzz":"x"}]    | structure    | Patient.extension[0].valueZzz
            "extension":[{"url":"u","valueString":"x","valueCode":"y"}] | structure | Patient.extension[0].valueCode
            "extension":[{"url":"u","valueString":"x","extension":[{"url":"v"}]}] | structure | Patient.extension[0]
            "extension":[{"url":"u","extension":[{"url":"v","valueInteger":"1"}]}] | value | Patient.extension[0].extension[0].valueInteger
            "name":[{"modifierExtension":[{"url":"u"}]}] | structure   | Patient.name[0].modifierExtension
            # companions of primitives
            "_birthDate":{}                             | structure    | Patient._birthDate
            "_birthDate":null                           | structure    | Patient._birthDate
            "_birthDate":"x"                            | structure    | Patient._birthDate
            "_birthDate":[{"id":"x"}]                   | structure    | Patient._birthDate
            "_birthDate":{"zzz":1}                      | structure    | Patient._birthDate.zzz
            "_birthDate":{"extension":[{"valueCode":"x"}]} | required  | Patient._birthDate.extension[0].url
            "name":[{"given":["x"],"_given":{"id":"x"}}]       | structure | Patient.name[0]._given
            "name":[{"given":["x"],"_given":[null,{"id":"x"}]}] | structure | Patient.name[0]._given
            "name":[{"_given":[{"id":"x"}]}]            | structure    | Patient.name[0]._given
            "name":[{"given":[null,"x"],"_given":[null,{"id":"x"}]}] | structure | Patient.name[0].given[0]
            # resources inside
            "contained":{"resourceType":"Patient","id":"x"}   | structure | Patient.contained
            "contained":[{"id":"x"}]                    | required      | Patient.contained[0].resourceType
            "contained":[{"resourceType":"Zzz","id":"x"}]     | not-supported | Patient.contained[0].resourceType
            "contained":[{"resourceType":"Patient"}]    | required      | Patient.contained[0].id
            "contained":[{"resourceType":"Patient","id":"x","birthDate":"x"}] | value | Patient.contained[0].birthDate
            """)
    void whatIsNotFhirIsRefusedAtItsPlace(String members, String issueCode, String expression) {
        EntryState state = check(patient(members));

        assertThat(state).isInstanceOfSatisfying(UpsertResult.Rejected.class, rejected -> {
            assertThat(rejected.blame()).isEqualTo(Blame.SOURCE_DATA);
            assertThat(rejected.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.expression()).isEqualTo(expression);
                assertThat(problem.issueCode()).isEqualTo(issueCode);
            });
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"id":"1"}                                  | required      | Resource.resourceType
            {"resourceType":"","id":"1"}                | value         | Resource.resourceType
            {"resourceType":7,"id":"1"}                 | value         | Resource.resourceType
            {"resourceType":null,"id":"1"}              | value         | Resource.resourceType
            {"resourceType":"Zzz","id":"1"}             | not-supported | Resource.resourceType
            {"resourceType":"patient","id":"1"}         | not-supported | Resource.resourceType
            {"resourceType":"DomainResource","id":"1"}  | not-supported | Resource.resourceType
            {"resourceType":"HumanName","id":"1"}       | not-supported | Resource.resourceType
            {"resourceType":"Patient"}                  | required      | Patient.id
            {"resourceType":"Patient","id":7}           | value         | Patient.id
            {"resourceType":"Patient","id":null}        | structure     | Patient.id
            {"resourceType":"Patient","id":""}          | value         | Patient.id
            {"resourceType":"Patient","id":"a_b"}       | value         | Patient.id
            {"resourceType":"Patient","id":"a b"}       | value         | Patient.id
            {"resourceType":"Patient","id":"Patient/1"} | value         | Patient.id
            {"resourceType":"Patient","id":"1","id":"2"} | structure    | Patient.id
            {"resourceType":"Patient","id":"1","name":[{"family":"x"},{"use":"old","use":"old"}]} | structure | Patient.name[1].use
            """)
    void anEntryNamesOneRecordOfAnR4Type(String resource, String issueCode, String expression) {
        assertThat(problems(resource)).singleElement().satisfies(problem -> {
            assertThat(problem.expression()).isEqualTo(expression);
            assertThat(problem.issueCode()).isEqualTo(issueCode);
        });
    }

    @Test
    void whatComesAfterTheTimeOfItsBatchIsNotLookedAt() {
        Origin over = new Origin("b", "c", "s", NOW, NOW.minusMillis(1));
        UpsertEntry entry =
                new UpsertEntry(over, 0, OriginalBytes.copyOf(utf8("not json")), "Patient", "p1", List.of());

        assertThat(intake().check(entry)).isInstanceOfSatisfying(UpsertResult.Undelivered.class, late -> {
            assertThat(late.blame()).isEqualTo(Blame.REGISTRY_UNAVAILABLE);
            assertThat(late.problems())
                    .extracting(Problem::reason)
                    .containsExactly(
                            "the time for this batch was over before the turn of this entry; a resend is safe");
        });
    }

    @Test
    void anIdOf64CharactersIsTheLongest() {
        assertThat(problems("{\"resourceType\":\"Patient\",\"id\":\"" + "a".repeat(64) + "\"}"))
                .isEmpty();
        assertThat(problems("{\"resourceType\":\"Patient\",\"id\":\"" + "a".repeat(65) + "\"}"))
                .hasSize(1);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        String members =
                """
                "zzz":1,"gender":"x","birthDate":"x","name":[{"given":"x","use":"x"},null],"active":"yes",
                "contact":[{"telecom":[{"rank":"1"},{"system":"x"}]}]""";

        assertThat(problems(patient(members)))
                .extracting(Problem::expression)
                .containsExactly(
                        "Patient.zzz",
                        "Patient.gender",
                        "Patient.birthDate",
                        "Patient.name[0].given",
                        "Patient.name[0].use",
                        "Patient.name[1]",
                        "Patient.active",
                        "Patient.contact[0].telecom[0].rank",
                        "Patient.contact[0].telecom[1].system");
    }

    @Test
    void aMissingTypeAndAMissingIdAreToldTogether() {
        assertThat(problems("{}"))
                .extracting(Problem::expression)
                .containsExactlyInAnyOrder("Resource.id", "Resource.resourceType");
    }

    @Test
    void reasonsSayWhatIsExpected() {
        assertThat(problems(patient("\"gender\":\"x\",\"birthDate\":\"x\",\"active\":\"x\"")))
                .extracting(Problem::reason)
                .containsExactly(
                        "not one of the codes of AdministrativeGender: male, female, other, unknown",
                        "not a FHIR date: YYYY, YYYY-MM or YYYY-MM-DD is expected",
                        "a JSON true or false, without quotes, is expected");
    }

    @Test
    void aThousandFaultsDoNotMakeAThousandProblems() {
        assertThat(problems(patient("\"name\":[" + "{},".repeat(1000) + "{}]"))).hasSize(101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\":[{\"use\":\"Zzmarker\"}]",
                "\"birthDate\":\"Zzmarker\"",
                "\"Zzmarker\":\"Zzmarker\"",
                "\"Zzmarker Zzmarker\":{\"Zzmarker\":1}",
                "\"name\":[\"Zzmarker\",{\"given\":\"Zzmarker\",\"family\":[\"Zzmarker\"]}]",
                "\"text\":{\"div\":\"<div>Zzmarker\"}",
                "\"photo\":[{\"data\":\"Zzmarker!\"}]",
                "\"contained\":[{\"resourceType\":\"Zzmarker\",\"id\":\"Zzmarker\"}]",
                "\"managingOrganization\":{\"reference\":\"#Zzmarker\"}",
                "\"extension\":[{\"url\":\"Zzmarker\",\"valueString\":\"Zzmarker\",\"extension\":[{\"url\":\"Zzmarker\"}]}]",
                "\"Zzmarker\":1,\"Zzmarker\":1",
                "\"id\":\"Zzmarker Zzmarker\""
            })
    void noProblemRepeatsWhatIsInTheResource(String members) {
        assertThat(problems("{\"resourceType\":\"Patient\"," + members + "}"))
                .isNotEmpty()
                .noneSatisfy(problem -> assertThat(problem.toString()).contains("Zzmarker"));
        assertThat(problems("{\"resourceType\":\"Zzmarker\",\"id\":\"Zzmarker\"}"))
                .noneSatisfy(problem -> assertThat(problem.toString()).contains("Zzmarker"));
    }

    @Test
    void depthIsALimitOfTheGateway() {
        String deep = nested(31, "\"valueString\":\"x\"");
        String tooDeep = nested(32, "\"valueString\":\"x\"");

        assertThat(check(deep)).isInstanceOf(ValidEntry.class);
        assertThat(check(tooDeep)).isInstanceOfSatisfying(UpsertResult.Rejected.class, rejected -> {
            assertThat(rejected.blame()).isEqualTo(Blame.GATEWAY_LIMIT);
            assertThat(rejected.problems())
                    .containsExactly(new Problem("too-long", "Patient", "nested deeper than the limit of 64 levels"));
        });
    }

    @Test
    void theLargestDepthSettingDoesNotOverflowTheStack() {
        Intake intake = intake(new IntakeSettings(50_000_000, 10, 1_000_000, 1_000));

        assertThat(intake.check(entry(utf8(nested(490, "\"valueString\":\"x\"")), "Patient", "p1")))
                .isInstanceOf(ValidEntry.class);
        assertThat(intake.check(entry(utf8(nested(490, "\"valueInteger\":\"x\"")), "Patient", "p1")))
                .isInstanceOf(UpsertResult.Rejected.class);
        assertThat(intake.check(entry(utf8(nested(5000, "\"valueString\":\"x\"")), "Patient", "p1")))
                .isInstanceOf(UpsertResult.Rejected.class);
    }

    @Test
    void aNumberOfAbsurdLengthIsALimitOfTheGateway() {
        EntryState state = check(patient("\"multipleBirthInteger\":" + "9".repeat(1001)));

        assertThat(state).isInstanceOfSatisfying(UpsertResult.Rejected.class, rejected -> assertThat(rejected.blame())
                .isEqualTo(Blame.GATEWAY_LIMIT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "7", "{\"resourceType\":\"Patient\",\"id\":\"p1\"} {}", "{\"a\":1e99999999999}"})
    void anEntryThatIsNotOneObjectIsRefusedNotThrown(String bytes) {
        assertThat(intake().check(entry(utf8(bytes), "Patient", "p1"))).isInstanceOf(UpsertResult.Rejected.class);
    }

    /** Each extension inside another takes two levels, the list and the object. */
    private static String nested(int extensions, String innermost) {
        String open = "\"extension\":[{\"url\":\"u\",";
        return patient(open.repeat(extensions) + innermost + "}]".repeat(extensions));
    }
}
