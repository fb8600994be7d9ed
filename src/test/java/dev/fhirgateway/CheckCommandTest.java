package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code check}: what is wrong with a config folder, all at once and with its place. */
class CheckCommandTest {
    private static final String BASIC =
            "{\"resources\": [{\"type\": \"basic\", \"data\": {\"text\": .code.text, \"created\": .created}}]}";
    private static final String NOTE =
            "{\"resourceType\": \"Basic\", \"id\": \"note-1\", \"code\": {\"text\": \"note\"}, \"created\": \"2020-01-02\"}";

    @TempDir
    Path config;

    @Test
    void ofAnEmptyFolderNothingIsWrong() {
        CommandLineRun run = CommandLineRun.of(config, "check", config.toString());

        assertThat(run.out())
                .isEqualTo(config + ": 0 mappings, 0 of 0 examples as expected, 0 route files; nothing is wrong"
                        + System.lineSeparator());
        assertThat(run.code()).isZero();
    }

    @Test
    void examplesThatComeOutAsExpectedAreCounted() throws IOException {
        // Given
        write("mappings/Basic.jslt", BASIC);
        write("mappings/examples/Basic/note.json", NOTE);
        write(
                "mappings/examples/Basic/note.expected.json",
                "{\"resources\": [{\"data\": {\"created\": \"2020-01-02\", \"text\": \"note\"}, \"type\": \"basic\"}]}");
        write(
                "mappings/examples/Patient/one.json",
                "{\"resourceType\": \"Patient\", \"id\": \"p-1\", \"gender\": \"male\"}");
        write(
                "mappings/examples/Patient/one.expected.json",
                "{\"resources\": [{\"type\": \"patient\", \"data\": {\"gender\": \"male\"}}]}");
        write(
                "good.camel.yaml",
                "- route: {id: good, from: {uri: 'timer:good', steps: [{to: 'direct:upsert-batch'}]}}");

        // When
        CommandLineRun run = CommandLineRun.of(config, "check");

        // Then
        assertThat(run.out()).contains("1 mapping, 2 of 2 examples as expected, 1 route file; nothing is wrong");
        assertThat(run.code()).isZero();
    }

    @Test
    void whatIsNotAsExpectedIsToldWithItsPlaceInTheExpectedFile() throws IOException {
        // Given
        write("mappings/Basic.jslt", BASIC.replace("\"text\"", "\"n\": 1.50, \"text\""));
        write("mappings/examples/Basic/note.json", NOTE);
        write(
                "mappings/examples/Basic/note.expected.json",
                """
                {
                  "resources": [{
                    "type": "basic",
                    "data": {"text": "nota", "n": 1.5, "more": true}
                  }]
                }""");

        // When
        CommandLineRun run = CommandLineRun.of(config, "check");

        // Then
        String file = "config/mappings/examples/Basic/note.expected.json, line 4, column ";
        assertThat(run.out())
                .contains(
                        file + "13: /resources/0/data/created: expected nothing, but the mapping gives \"2020-01-02\"",
                        file + "48: /resources/0/data/more: expected true, but the mapping gives nothing",
                        file + "22: /resources/0/data/text: expected \"nota\", but the mapping gives \"note\"")
                .contains("0 of 1 example as expected");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void numbersAreTheSameWhenTheirDigitsAre() throws IOException {
        // Given
        write("mappings/Basic.jslt", BASIC.replace(".created", ".extension[0].valueDecimal"));
        write(
                "mappings/examples/Basic/n.json",
                "{\"resourceType\": \"Basic\", \"id\": \"n-1\", \"extension\": [{\"url\": \"urn:n\", \"valueDecimal\": 1.50}]}");

        // When, Then
        write(
                "mappings/examples/Basic/n.expected.json",
                "{\"resources\": [{\"type\": \"basic\", \"data\": {\"created\": 1.5}}]}");
        assertThat(CommandLineRun.of(config, "check").out())
                .contains("/created: expected 1.5, but the mapping gives 1.50");
        write(
                "mappings/examples/Basic/n.expected.json",
                "{\"resources\": [{\"type\": \"basic\", \"data\": {\"created\": 1.50}}]}");
        assertThat(CommandLineRun.of(config, "check").code()).isZero();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws IOException {
        // Given
        write("application.properties", "\ngateway.http.port=many\n");
        write("clients.yaml", "clients:\n- name: ward-7\n");
        write("broken.camel.yaml", "- route:\n    id: broken\n    fron: {}\n");
        write("taken.camel.yaml", "- route: {id: translation, from: {uri: 'timer:a', steps: [{log: a}]}}");
        write("twice.camel.yaml", "- route: {id: again, from: {uri: 'timer:a', steps: [{log: a}]}}");
        write("twice-more.camel.yaml", "- route: {id: again, from: {uri: 'timer:a', steps: [{log: a}]}}");
        write("lost.camel.yaml", "- route: {id: lost, from: {uri: 'timer:{{no.such.key}}', steps: [{log: a}]}}");
        write("mappings/Group.jslt", "{\n  \"resources\": @}");
        write("mappings/List.jslt", "{\"type\": \"list\"}");
        write("mappings/examples/Basic/none.json", NOTE);
        write("mappings/examples/Patient/other.json", NOTE.replace("Basic", "Patient"));
        write("mappings/examples/Patient/cut.json", "{\"resourceType\": ");
        write("mappings/examples/Patient/alone.json", "{\"resourceType\": \"Patient\", \"id\": \"p-1\"}");
        write("mappings/examples/Patient/odd.json", "{\"resourceType\": \"Patient\", \"id\": \"p-2\"}");
        write("mappings/examples/Patient/odd.expected.json", "{\n  \"resources\": [,]}");

        // When
        CommandLineRun run = CommandLineRun.of(config, "check");

        // Then
        assertThat(run.out())
                .contains("application.properties line 2", "expected a whole number from 0 to 65535")
                .contains("clients.yaml line 2: source is missing")
                .contains("broken.camel.yaml, line 3, column 5: fron is not a word")
                .contains("taken.camel.yaml, line 1, column 15: the route id translation is used by the gateway itself")
                .contains("twice.camel.yaml, line 1, column 15: the route id again is used by twice-more.camel.yaml")
                .contains("lost.camel.yaml", "no.such.key")
                .contains("config/mappings/Group.jslt, line 2, column 16: unexpected @")
                .contains(
                        "config/mappings/List.jslt: it gives nothing that could be sent of a resource that holds only an id")
                .contains("examples/Basic/none.json, line 1, column 1: Basic: no working mapping for this type")
                .contains("examples/Patient/other.json, line 1, column 53: Patient.code")
                .contains("examples/Patient/cut.json, line 1, column 18: Unexpected end-of-input")
                .contains("examples/Patient/alone.expected.json: there is none")
                .contains("examples/Patient/odd.expected.json, line 2, column 17: Unexpected character")
                .contains("2 mappings, 0 of 5 examples as expected, 5 route files; 16 problems");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void misuseIsTold() {
        assertThat(CommandLineRun.of(config, "check", "a", "b").code()).isEqualTo(2);
        assertThat(CommandLineRun.of(config, "check", "--all").err()).contains("Usage: check");
        assertThat(CommandLineRun.of(config, "check", config.resolve("gone").toString())
                        .err())
                .contains("there is no folder");
    }

    private void write(String name, String text) throws IOException {
        Path file = config.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
