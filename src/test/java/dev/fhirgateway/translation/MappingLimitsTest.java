package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.ValidEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mappings that would go on and on, or fill the memory. */
class MappingLimitsTest {
    private static final String TREE = chain("v", "[1]", 60, "[$v, $v]");
    private static final String TWIN = chain("w", "[1]", 60, "[$w, $w]");
    private static final String MANY_A = "\"" + "a".repeat(60) + "!\"";

    @TempDir
    Path folder;

    static Stream<Arguments> endlessMappings() {
        return Stream.of(
                arguments("calls that double", "def f(n) if ($n > 0) f($n - 1) + f($n - 1) else 1", "f(200)"),
                arguments("an item for each pair of items", chain("v", "[1]", 12, "$v + $v"), loops("$v12", 3)),
                arguments("a key for each pair of items", chain("v", "[1]", 12, "$v + $v"), objects("$v12")),
                arguments("a text that a function doubles", "def f(t) f($t + $t)", "f(.gender)"),
                arguments("a text that lets double", chain("v", ".gender", 60, "$v + $v"), "size($v60)"),
                arguments("a text that pipes double", "", "size(.gender" + " | (. + .)".repeat(60) + ")"),
                arguments("a text that is multiplied", "", "size(.gender * 2000000000)"),
                arguments("a constant that is multiplied", "", "size(\"x\" * 2000000000)"),
                arguments("nothing that is multiplied", "", "size(\"\" * 2000000000)"),
                arguments("a text that is joined", chain("v", "[1]", 14, "$v + $v"), "join($v14, .gender * 1000)"),
                arguments(
                        "a text that is replaced", chain("v", ".gender", 13, "$v + $v"), "replace($v13, \".\", $v13)"),
                arguments("a text that is read as JSON", chain("v", "\"[],\"", 21, "$v + $v"), "from-json($v21)"),
                arguments("a number of many digits", chain("v", "\"9\"", 20, "$v + $v"), "number($v20)"),
                arguments("a difference of many digits", chain("v", "\"9\"", 20, "$v + $v"), "$v20 - 1"),
                arguments("an array that lets double", chain("v", "[1]", 60, "$v + $v"), "size($v60)"),
                arguments("a tree that is written as JSON", TREE, "size(to-json($v60))"),
                arguments("a tree that becomes a text", TREE, "size(string($v60))"),
                arguments("a tree that is added to a text", TREE, "size(\"\" + $v60)"),
                arguments("a tree that is hashed", TREE, "hash-int($v60)"),
                arguments("a tree that is made flat", TREE, "size(flatten($v60))"),
                arguments("a tree in the text of an error", TREE, "number($v60)"),
                arguments("a tree that is taken for a key", TREE, "get-key(., $v60)"),
                arguments("trees that are compared", TREE + TWIN, "$v60 == $w60"),
                arguments("a tree that is looked for", TREE + TWIN, "contains($v60, [$w60])"),
                arguments("an expression that tries all ways", "", "test(" + MANY_A + ", \"(a|aa)+\\\\1b\")"),
                arguments("an expression out of the resource", "", "test(" + MANY_A + ", .gender + \"|(.*a){20}b\")"),
                arguments("an expression that captures", "", "capture(" + MANY_A + ", \"(?<x>a|aa)+\\\\1b\")"),
                arguments("an expression that splits", "", "split(" + MANY_A + ", \"(a|aa)+\\\\1b\")"),
                arguments("an expression that replaces", "", "replace(" + MANY_A + ", \"(a|aa)+\\\\1b\", \"\")"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endlessMappings")
    void isStoppedSoon(String what, String definitions, String data) throws IOException {
        assertStopped(definitions, data, WorkLimit.TOLD);
    }

    @Test
    void callsWithoutAnEndAreStopped() throws IOException {
        assertStopped("def f(n) f($n + 1)", "f(1)", "it calls itself without an end");
    }

    @Test
    void aFunctionOfAModuleIsStoppedToo() throws IOException {
        Files.writeString(folder.resolve("m.jslt"), "def twice(n)\n  if ($n > 0) twice($n - 1) + twice($n - 1) else 1");

        assertStopped("import \"m.jslt\" as m", "m:twice(200)", WorkLimit.TOLD);
    }

    @Test
    void theLineIsToldAtWhichItWasStopped() throws IOException {
        Files.writeString(folder.resolve("m.jslt"), "def many()\n  [for (\"a\" * 10000000)\n 1]");
        Path file = Files.writeString(folder.resolve("Patient.jslt"), "import \"m.jslt\" as m m:many()");

        Problem problem = MappingTrial.of(Mapping.ofFile(file), Entries.patient("'gender': 'male'"))
                .problem()
                .orElseThrow();

        assertThat(problem.reason()).endsWith("failed on this entry at line 2 of m.jslt: " + WorkLimit.TOLD);
    }

    @Test
    void anOutputThatGrowsWithoutEndIsStopped() throws IOException {
        assertStopped(TREE, "$v60", OutputLimit.TOLD);
    }

    @Test
    void anOutputThatIsDeeperThanAnyReaderTakesIsStopped() throws IOException {
        assertStopped("def deep(n) if ($n > 0) {\"a\": deep($n - 1)} else 1", "deep(600)", OutputLimit.TOLD);
    }

    /** As many contacts as an entry of a megabyte can hold; each is a relationship of its own. */
    @Test
    void aLargeResourceIsNotStopped() {
        String contacts = IntStream.range(0, 14_000)
                .mapToObj(i -> "{'name': {'text': 'Zz'}, 'organization': {'reference': 'Organization/o-" + i + "'}}")
                .collect(Collectors.joining(", ", "'contact': [", "]"));
        Mapping shipped = MappingCompiler.shipped("Patient");
        ValidEntry patient = Entries.patient(contacts);

        JsonNode output = shipped.output(patient.resource(), Mapping.variables(patient));

        assertThat(output.path("relationships")).hasSize(14_000);
        assertThat(WorkLimit.ofThisRun().spent()).isLessThan(WorkLimit.UNITS / 2);
    }

    /** {@code let v0 = first let v1 = next ...}, where next is made of the one before. */
    private static String chain(String name, String first, int length, String next) {
        StringBuilder lets = new StringBuilder("let " + name + "0 = " + first + "\n");
        for (int i = 1; i <= length; i++) {
            lets.append("let ").append(name).append(i).append(" = ");
            lets.append(next.replace("$" + name, "$" + name + (i - 1))).append('\n');
        }
        return lets.toString();
    }

    private static String loops(String array, int depth) {
        return depth == 0 ? "1" : "[for (" + array + ") " + loops(array, depth - 1) + "]";
    }

    private static String objects(String array) {
        return "size({for (" + array + ") string(.) : {for (" + array + ") string(.) : 1}})";
    }

    private void assertStopped(String definitions, String data, String why) throws IOException {
        Path file = Files.writeString(
                folder.resolve("Patient.jslt"),
                definitions + "\n{\"resources\": [{\"type\": \"patient\", \"data\": {\"a\": " + data + "}}]}");
        Mapping mapping = Mapping.ofFile(file);

        Problem problem = Assertions.assertTimeout(
                Duration.ofSeconds(20), () -> MappingTrial.of(mapping, Entries.patient("'gender': 'male'"))
                        .problem()
                        .orElseThrow());

        assertThat(problem.reason())
                .contains("Patient.jslt failed on this entry")
                .endsWith(": " + why);
        assertThat(problem.expression()).isEqualTo("Patient");
    }
}
