package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import dev.fhirgateway.upsert.ValidEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every file in {@code config/samples} keeps; that the routes among them work, and what is in its folders, is for
 * their own tests.
 */
class SamplesTest {
    private static final Path SAMPLES = Path.of("config", "samples");
    private static final Pattern DIRECT = Pattern.compile("direct:[a-z0-9-]+");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([a-z0-9.-]+)(?::([^}]*))?}}");
    private static final IntakeSettings LIMITS = new IntakeSettings(1_000_000, 1_000, 100_000, 64);

    @Test
    void everySampleIsOfAKindThatIsTestedHere() throws IOException {
        assertThat(Stream.of(routeFiles(), batches(), sandboxScripts()).flatMap(kind -> kind))
                .containsExactlyInAnyOrderElementsOf(files(SAMPLES, ""));
    }

    @ParameterizedTest
    @MethodSource("sandboxScripts")
    void aScriptForTheSandboxCanBeUsed(Path file) throws IOException {
        assertThat(TroubleScript.read(Files.readString(file))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void aSampleLoadsAndItsFirstRouteIsNamedAsItsFile(Path file) throws Exception {
        String name = file.getFileName().toString().replace(".camel.yaml", "");

        assertThat(routes(file)).extracting(RouteDefinition::getId).first().isEqualTo(name);
        assertThat(routes(file)).allSatisfy(route -> assertThat(route.getId()).startsWith(name));
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void whatASampleSendsToIsThere(Path file) throws Exception {
        List<String> shipped = consumers(files(Path.of("routes"), ".camel.yaml"));
        List<String> own = consumers(List.of(file));

        List<String> named =
                found(DIRECT, Files.readString(file)).map(MatchResult::group).toList();

        assertThat(named)
                .contains("direct:upsert-batch")
                .allMatch(direct -> shipped.contains(direct) || own.contains(direct));
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void aSampleTellsItsSettingsAndTheirDefaultsAtItsTop(Path file) throws IOException {
        List<String> told =
                header(file).map(line -> line.replaceFirst("^#\\s*", "")).toList();

        List<MatchResult> settings = found(PLACEHOLDER, Files.readString(file)).toList();

        assertThat(settings).isNotEmpty().allSatisfy(setting -> {
            String value = setting.group(2) == null ? "" : setting.group(2);
            assertThat(told).anyMatch(line -> line.startsWith(setting.group(1) + "=" + value + " "));
        });
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void aSampleSaysHowToUseItAndWhatHappensOnFailure(Path file) throws IOException {
        assertThat(header(file).collect(Collectors.joining("\n")))
                .contains("To use it")
                .contains("copy this file into config/")
                .contains("What happens on failure");
    }

    @ParameterizedTest
    @MethodSource("batches")
    void everyEntryOfABatchIsValid(Path file) throws IOException {
        Intake intake = new Intake(LIMITS, Duration.ofMinutes(1), Clock.systemUTC());

        UpsertBatch batch = intake.read(new UpsertRequest(
                "samples",
                "samples",
                null,
                Files.newInputStream(file),
                Framing.JSON_ARRAY,
                false,
                Preference.REPRESENTATION));

        assertThat(batch.entries()).isNotEmpty().allSatisfy(entry -> assertThat(intake.check(entry))
                .isInstanceOf(ValidEntry.class));
    }

    static Stream<Path> routeFiles() throws IOException {
        return files(SAMPLES, ".camel.yaml").stream();
    }

    static Stream<Path> sandboxScripts() throws IOException {
        return files(SAMPLES, "sandbox-trouble.yaml").stream();
    }

    static Stream<Path> batches() throws IOException {
        return files(SAMPLES, ".json").stream();
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .toList();
        }
    }

    private static Stream<String> header(Path file) throws IOException {
        return Files.readAllLines(file).stream().takeWhile(line -> line.startsWith("#"));
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static List<String> consumers(List<Path> files) throws Exception {
        List<String> consumers = new ArrayList<>();
        for (Path file : files) {
            routes(file).forEach(route -> consumers.add(route.getInput().getEndpointUri()));
        }
        return consumers;
    }

    private static List<RouteDefinition> routes(Path file) throws Exception {
        List<RouteDefinition> routes = new ArrayList<>();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Resource text = ResourceHelper.fromString(file.getFileName().toString(), Files.readString(file));
            for (RoutesBuilder builder : PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(text))) {
                routes.addAll(((RouteBuilder) builder).configureRoutes(context).getRoutes());
            }
        }
        return routes;
    }
}
