package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.upsert.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a failure of a mapping is told: the element of the resource, the line of the file, and no value. */
class MappingTrialTest {
    private static final String TWO_NAMES =
            "'name': [{'given': ['A', 'B']}, {'given': ['Zzmarker', 'D']}], 'gender': 'male'";

    @TempDir
    Path folder;

    @Test
    void theElementThatTheMappingFailsOnIsNamed() throws IOException {
        Problem problem =
                problem("[for (flatten([for (.name) .given])) if (. == \"Zzmarker\") error(.) else .]", TWO_NAMES);

        assertThat(problem.expression()).isEqualTo("Patient.name[1].given[0]");
        assertThat(problem.reason())
                .endsWith("Patient.jslt failed on this entry at line 1")
                .doesNotContain("Zzmarker");
    }

    @Test
    void whereSeveralElementsTogetherAreTheReasonTheOneThatHoldsThemIsNamed() throws IOException {
        assertThat(problem("if (size(.name) > 1) error(\"too many\") else .name", TWO_NAMES)
                        .expression())
                .isEqualTo("Patient.name");
        assertThat(problem(
                                "if (.birthDate and .gender) error(\"both\") else .name",
                                "'gender': 'male', 'birthDate': '1901-02-03'")
                        .expression())
                .isEqualTo("Patient");
    }

    @Test
    void whereSomethingLacksTheResourceIsNamed() throws IOException {
        Problem problem = problem("if (.birthDate) .birthDate else error(\"no date\")", TWO_NAMES);

        assertThat(problem.expression()).isEqualTo("Patient");
    }

    @Test
    void anElementThatIsTooDearToFindIsNotNamed() throws IOException {
        String dear = "[for (split(\"x\" * 700, \"\")) [for (split(\"x\" * 700, \"\")) 1]]";
        String failing = "if (contains(\"Zzmarker\", flatten([for (.name) .given]))) error(\"no\") else 1";

        Problem problem = problem("{\"b\": " + dear + ", \"c\": " + failing + "}", TWO_NAMES);

        assertThat(problem.expression()).isEqualTo("Patient");
        assertThat(problem.reason()).endsWith(": no");
    }

    @Test
    void theElementIsNamedForAnOutputOfTheWrongShapeToo() throws IOException {
        Mapping mapping = mapping("{\"resources\": [{\"type\": .gender, \"data\": {\"a\": 1}}]}");

        Problem problem = MappingTrial.of(mapping, Entries.patient("'gender': 'Zz marker'"))
                .problem()
                .orElseThrow();

        assertThat(problem.reason()).contains("without a type, or with one that is not a legal key");
    }

    @Test
    void whatTheMappingSaysItselfIsToldWhenItStandsInItsFile() throws IOException {
        assertThat(problem("if (.birthDate) 1 else error(\"a \\\"birthDate\\\" is needed\")", TWO_NAMES)
                        .reason())
                .endsWith("Patient.jslt failed on this entry at line 1: a \"birthDate\" is needed");
        assertThat(problem("error(\"not \" + .name[1].given[0])", TWO_NAMES).reason())
                .endsWith("Patient.jslt failed on this entry at line 1");
    }

    private Problem problem(String data, String elements) throws IOException {
        Mapping mapping = mapping("{\"resources\": [{\"type\": \"patient\", \"data\": {\"a\": " + data + "}}]}");
        return MappingTrial.of(mapping, Entries.patient(elements)).problem().orElseThrow();
    }

    private Mapping mapping(String text) throws IOException {
        return Mapping.ofFile(Files.writeString(folder.resolve("Patient.jslt"), text));
    }
}
