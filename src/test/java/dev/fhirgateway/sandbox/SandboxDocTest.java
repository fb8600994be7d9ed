package dev.fhirgateway.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Does what the page on the sandbox says: its scripts are read, its commands are run, its answers are compared. */
class SandboxDocTest {
    private static final Path PAGE = Path.of("src", "docs", "sandbox.md");
    private static final Path SAMPLE = Path.of("config", "samples", "sandbox-trouble.yaml");
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

    @Test
    void scripts_of_the_page_and_the_sample_can_be_used() throws IOException {
        // Given
        List<String> scripts = new ArrayList<>(blocks("yaml"));
        scripts.add(Files.readString(SAMPLE));

        // Then
        assertThat(scripts).hasSize(2);
        assertThat(scripts)
                .allSatisfy(script ->
                        assertThat(TroubleScript.read(script)).asString().matches("TroubleScript\\[[36] rules]"));
    }

    @Test
    void sample_makes_the_trouble_that_its_names_tell() throws Exception {
        // Given
        SandboxOptions options = SandboxOptions.defaults().withTrouble(TroubleScript.read(Files.readString(SAMPLE)));
        String types = "/sources/clinic-north/v1/resources/";

        try (Sandbox sandbox = Sandbox.start(options)) {
            RegistryClient client = new RegistryClient(sandbox.url(), "sandbox");

            // Then
            assertThat(client.put(types + "patient/busy-1", "{\"data\":{}}").status())
                    .isEqualTo(429);
            assertThat(client.put(types + "patient/busy-1", "{\"data\":{}}").status())
                    .isEqualTo(201);
            assertThat(client.put(types + "encounter/enc-1", "{\"data\":{}}").status())
                    .isEqualTo(202);
        }
    }

    @Test
    void commands_get_the_answers_that_are_shown() throws Exception {
        // Given
        List<MatchResult> blocks = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .filter(block -> block.group(1).matches("sh|json"))
                .toList();
        List<String> compared = new ArrayList<>();

        // When
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            String answer = "";
            for (MatchResult block : blocks) {
                if (block.group(1).equals("sh")) {
                    answer = run(block.group(2).replace(":8081", ":" + sandbox.port()));
                } else {
                    compared.add(block.group(2));
                    assertThat(masked(answer)).isEqualTo(masked(block.group(2)));
                }
            }
        }

        // Then
        assertThat(compared).hasSize(5);
    }

    @Test
    void page_names_every_option_and_the_start_line_is_one_that_works() throws IOException {
        // Given
        String page = Files.readString(PAGE);
        List<String> start = List.of(page.lines()
                .filter(line -> line.startsWith("java -jar"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".* sandbox ", "")
                .split(" "));

        // Then
        assertThat(SandboxCommand.OPTIONS).allSatisfy(option -> assertThat(page).contains("| `" + option + " "));
        assertThat(SandboxCommand.FLAGS).allSatisfy(flag -> assertThat(page).contains("| `" + flag + "`"));
        assertThat(new SandboxArguments(start).problems()).isEmpty();
    }

    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command.replace("curl ", "curl -s --max-time 20 ")).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(command).isZero();
        return out;
    }

    private static String masked(String json) {
        return json.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                .replaceAll("\"durationMs\":[0-9.]+", "\"durationMs\":<ms>")
                .strip();
    }
}
