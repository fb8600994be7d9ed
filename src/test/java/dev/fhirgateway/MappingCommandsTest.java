package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.settings.SettingsReader;
import dev.fhirgateway.workshop.TranslateCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that an engineer works on mappings with. */
class MappingCommandsTest {
    private static final String ORGANIZATION =
            """
            {
              "resources": [{"type": "organization", "data": {"name": .name, "active": .active}}],
              "relationships": [{"type": "partOf", "to": {"reference": .partOf}}]
            }
            """;
    private static final String WARD =
            "{\"resourceType\": \"Organization\", \"id\": \"ward-7\", \"name\": \"Ward\", \"alias\": [\"W\", \"7\"]}";

    @TempDir
    Path config;

    private Path mappings;

    @BeforeEach
    void makeFolder() throws IOException {
        mappings = Files.createDirectory(config.resolve("mappings"));
    }

    @Test
    void translatePrintsTheCallsAndWhatIsLeftBehind() throws IOException {
        // Given
        write("Organization.jslt", ORGANIZATION);
        String file =
                write("in.json", "[" + WARD.replace("}", ", \"partOf\": {\"reference\": \"Organization/h-1\"}}") + "]");

        // When
        CommandLineRun run = CommandLineRun.of(config, "translate", file, "--source", "clinic-a");

        // Then
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().filter(line -> line.matches("(PUT|POST|UNRESOLVED|entry) .*")))
                .satisfiesExactly(
                        entry -> assertThat(entry)
                                .matches(
                                        "entry 0, Organization/ward-7, by config/mappings/Organization.jslt version \\w{12}"),
                        put -> assertThat(put).isEqualTo("PUT /sources/clinic-a/v1/resources/organization/ward-7"),
                        post -> assertThat(post).isEqualTo("POST /sources/clinic-a/v1/relationships/partOf"));
        assertThat(run.out())
                .contains("\"name\" : \"Ward\"", "\"id\" : \"h-1\"", "\"use\" : \"clinic-a.organization\"");
        assertThat(run.out().lines().toList().get((int) run.out().lines().count() - 1))
                .matches("Organization.alias +\\| +2 \\| +100.0 %");
        assertThat(run.code()).isZero();
    }

    @Test
    void translateTakesOneResourceOrOneALineAndGoesOnAfterOneThatFails() throws IOException {
        String file = write(
                "in.ndjson",
                "{\"resourceType\": \"Basic\", \"id\": \"b-1\"}"
                        + "\n{\"resourceType\": \"Patient\", \"id\": \"p-1\", \"gendre\": \"male\"}\n"
                        + "{\"resourceType\": \"Patient\", \"id\": \"p-2\", \"gender\": \"male\"}\n");

        CommandLineRun run = CommandLineRun.of(config, "translate", file);

        assertThat(run.out())
                .contains(
                        "FAILED Basic: no working mapping for this type",
                        "Types that are taken: CareTeam, ",
                        "(mapping)")
                .contains("FAILED Patient.gendre: ", "(source-data)")
                .contains("PUT /sources/default/v1/resources/patient/p-2");
        assertThat(run.code()).isEqualTo(1);
        assertThat(CommandLineRun.of(config, "translate", write("one.json", "\n" + WARD), "--type", "Patient")
                        .code())
                .isZero();
    }

    @Test
    void translateReadsTheStandardInputAndAMappingThatIsNotInstalled() throws IOException {
        // Given
        Path folder = Files.createDirectory(config.resolve("elsewhere"));
        Files.writeString(folder.resolve("names.jslt"), "def type() \"ward\"");
        Path mapping = Files.writeString(
                folder.resolve("Organization.jslt"),
                "import \"names.jslt\" as n {\"resources\": [{\"type\": n:type(), \"data\": {\"name\": .name}}]}");
        InputStream in = new ByteArrayInputStream(WARD.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        // When
        int code = TranslateCommand.run(
                List.of("-", "--mapping", mapping.toString()), settings(), in, stream(out), stream(out));

        // Then
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("PUT /sources/default/v1/resources/ward/ward-7");
        assertThat(code).isZero();
    }

    @Test
    void filesThatCannotBeUsedAreToldWithTheReason() throws IOException {
        String broken = write("Organization.jslt", "{\"resources\": ");

        assertThat(CommandLineRun.of(config, "translate", "nowhere.json", "--mapping", broken)
                        .err())
                .contains("config/mappings/Organization.jslt, line 1, column 14: the file ends too early");
        Files.delete(Path.of(broken));
        assertThat(CommandLineRun.of(config, "translate", "nowhere.json").err())
                .contains("nowhere.json: there is no such file");
        assertThat(CommandLineRun.of(config, "translate", mappings.toString()).err())
                .contains("mappings: cannot be read");
        assertThat(CommandLineRun.of(config, "translate", "-", "--mapping", "Nowhere.jslt")
                        .err())
                .contains("Nowhere.jslt: there is no such file");
        assertThat(CommandLineRun.of(config, "translate", "-", "--mapping", "nowhere.jslt")
                        .err())
                .contains("the name of the mapping tells no FHIR type, so --type is needed");
        assertThat(CommandLineRun.of(config, "translate", write("a.json", "[{}"))
                        .err())
                .contains("a.json: the body");
        for (String[] misuse : List.of(
                new String[] {"translate"},
                new String[] {"translate", "a", "b"},
                new String[] {"translate", "a", "--mappin", "b"},
                new String[] {"translate", "a", "--type"},
                new String[] {"translate", "a", "--source", "no key"},
                new String[] {"translate", "-", "--watch"},
                new String[] {"mapping"},
                new String[] {"mapping", "coverage"},
                new String[] {"mapping", "cover", "a"})) {
            CommandLineRun run = CommandLineRun.of(config, misuse);
            assertThat(run.code()).as(String.join(" ", misuse)).isEqualTo(2);
            assertThat(run.err()).isNotEmpty();
        }
    }

    @Test
    void whereNothingIsMappedNothingIsSaidOfWhatIsLeftBehind() throws IOException {
        String bad = write("bad.json", "{\"resourceType\": \"Patient\", \"id\": \"p-1\", \"gendre\": 1}");

        assertThat(CommandLineRun.of(config, "translate", bad).out())
                .contains("FAILED")
                .doesNotContain("left behind");
        assertThat(CommandLineRun.of(config, "mapping", "coverage", bad).out().lines())
                .containsExactly("0 resources counted, 1 failed; translate tells why");
        assertThat(CommandLineRun.of(config, "translate", bad, "--type", "Group")
                        .out()
                        .lines())
                .containsExactly("No resource is a Group.");
    }

    @Test
    void coverageCountsOverFilesAndOneTypeAlone() throws IOException {
        write("Organization.jslt", ORGANIZATION);
        String wards = write("wards.ndjson", WARD + "\n" + WARD);
        String patient = write(
                "patient.json", "{\"resourceType\": \"Patient\", \"id\": \"p-1\", \"photo\": [{\"title\": \"Zz\"}]}");

        CommandLineRun all = CommandLineRun.of(config, "mapping", "coverage", wards, patient);
        CommandLineRun one = CommandLineRun.of(config, "mapping", "coverage", wards, "--type", "Organization");

        assertThat(all.out().lines())
                .containsExactly(
                        "Not carried        |    count |    share",
                        "Organization.alias |        4 |  100.0 %",
                        "",
                        "2 resources counted, 1 failed; translate tells why");
        assertThat(all.code()).isEqualTo(1);
        assertThat(one.out())
                .contains("Organization.alias", "2 resources counted")
                .doesNotContain("failed");
        assertThat(one.code()).isZero();
    }

    @Test
    void watchingShowsWhatAnEditChangesUntilItIsEnded() throws Exception {
        // Given
        write("Organization.jslt", ORGANIZATION);
        String file = write("in.json", WARD);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GatewaySettings settings = settings();
        Thread watching = new Thread(() -> TranslateCommand.run(
                List.of(file, "--watch"), settings, InputStream.nullInputStream(), stream(out), stream(out)));
        watching.start();
        awaitOutput(out, "Organization.alias |", "Watching; Ctrl-C ends it.");

        // When, Then
        write("Organization.jslt", ORGANIZATION.replace("\"active\": .active", "\"alias\": .alias"));
        awaitOutput(
                out, "@@", "+    \"alias\" : [ \"W\", \"7\" ]", "-Organization.alias |", "+Nothing is left behind.");
        write("Organization.jslt", "{");
        awaitOutput(out, "config/mappings/Organization.jslt, line 1, column 1: the file ends too early");
        write("Organization.jslt", ORGANIZATION.replace("\"active\": .active", "\"alias\":  .alias"));
        write("in.json", WARD.replace("Ward", "Zzmarker"));
        awaitOutput(out, "-    \"name\" : \"Ward\"", "+    \"name\" : \"Zzmarker\"");
        watching.interrupt();
        watching.join(Duration.ofSeconds(10).toMillis());
        assertThat(watching.isAlive()).isFalse();
    }

    private static void awaitOutput(ByteArrayOutputStream out, String... texts) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(texts));
    }

    private GatewaySettings settings() {
        return SettingsReader.read(config, List.of(), Map.of(), false).settings();
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(mappings.resolve(name), text).toString();
    }
}
