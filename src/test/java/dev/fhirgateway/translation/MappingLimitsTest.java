package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.upsert.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mappings that would go on and on. */
@Timeout(60)
class MappingLimitsTest {
    @TempDir
    Path folder;

    @Test
    void callsThatDoubleAreStopped() throws IOException {
        assertStopped("def twice(n) if ($n > 0) twice($n - 1) + twice($n - 1) else 1", "twice(200)", WorkLimit.TOLD);
    }

    @Test
    void loopsInLoopsAreStopped() throws IOException {
        assertStopped(
                "def many(n) if ($n > 0) many($n - 1) + many($n - 1) else [1]",
                "[for (many(9)) [for (many(9)) [for (many(9)) {\"a\": [for (many(9)) 1]}]]]",
                WorkLimit.TOLD);
    }

    @Test
    void textThatDoublesIsStoppedBeforeItFillsTheMemory() throws IOException {
        assertStopped(
                "def grow(text, n) if ($n > 0) grow($text + $text, $n - 1) else $text",
                "grow(.gender, 60)",
                WorkLimit.TOLD);
    }

    @Test
    void aFunctionOfAModuleIsStoppedToo() throws IOException {
        Files.writeString(folder.resolve("m.jslt"), "def twice(n)\n  if ($n > 0) twice($n - 1) + twice($n - 1) else 1");

        assertStopped("import \"m.jslt\" as m", "m:twice(200)", WorkLimit.TOLD);
    }

    @Test
    void anOutputThatGrowsWithoutEndIsStopped() throws IOException {
        assertStopped(
                "def double(value, n) if ($n > 0) double({\"a\": $value, \"b\": $value}, $n - 1) else $value",
                "double({\"a\": .gender}, 60)",
                OutputLimit.TOLD);
    }

    @Test
    void aTextWhoseStepsAreCountedKeepsItsLinesAndIsTheSameOtherwise() {
        String text =
                """
                // def no(x)
                def  f ( a,b )
                \tlet c = [ for (g($a))\t$b ]
                  {for ($c) "d (" : for(.)}
                """;
        String counting =
                """
                // def no(x)
                def  f ( a,b ) let gateway-step = (gateway-step($a, $b))\s
                \tlet c = [ for (g($a)) let gateway-step = (gateway-step()) \t$b ]
                  {for ($c) let gateway-step = (gateway-step())  "d (" : for(.) let gateway-step = (gateway-step()) }
                """;
        assertThat(StepCounting.in(text)).isEqualTo(counting);
        assertThat(StepCounting.in(text.replace("\n", "\r\n"))).isEqualTo(counting.replace("\n", "\r\n"));
        assertThat(StepCounting.in("def f(")).isEqualTo("def f(");
        assertThat(StepCounting.in("{\"a\": @}")).isEqualTo("{\"a\": @}");
    }

    private void assertStopped(String definitions, String data, String why) throws IOException {
        Path file = Files.writeString(
                folder.resolve("Patient.jslt"),
                definitions + "\n{\"resources\": [{\"type\": \"patient\", \"data\": {\"a\": " + data + "}}]}");

        Problem problem = MappingTrial.of(Mapping.ofFile(file), Entries.patient("'gender': 'male'"))
                .problem()
                .orElseThrow();

        assertThat(problem.reason()).endsWith("Patient.jslt failed on this entry: " + why);
        assertThat(problem.expression()).isEqualTo("Patient");
    }
}
