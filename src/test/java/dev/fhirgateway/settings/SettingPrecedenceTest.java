package dev.fhirgateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingPrecedenceTest {
    @TempDir
    private Path folder;

    @Test
    void nothingGivenIsADevelopmentGatewayOnTheSandbox() {
        GatewaySettings settings = new Launch(folder).settings();

        assertThat(settings)
                .isEqualTo(new GatewaySettings(
                        Mode.DEVELOPMENT,
                        true,
                        folder,
                        "default",
                        SourceIdentifiers.CURRENT,
                        Set.of(),
                        Set.of(),
                        Duplicates.IN_ORDER,
                        new HttpSettings("127.0.0.1", 8080, "/fhir", Optional.empty()),
                        new IntakeSettings(50L << 20, 10_000, 1 << 20, 64),
                        new RegistrySettings(
                                URI.create("http://127.0.0.1:8081"),
                                "sandbox",
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(10),
                                RegistryClient.VERTX),
                        new DeliverySettings(
                                64,
                                4,
                                6,
                                Duration.ofMillis(200),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(120)),
                        new RepeatSettings(Set.of(), Duration.ofDays(7), Set.of()),
                        new BulkSettings(
                                PerSource.all(DeliveryMode.SINGLE),
                                100,
                                1000,
                                5L << 20,
                                450L << 10,
                                Duration.ofSeconds(2),
                                Duration.ofHours(1)),
                        new OutageSettings(50, 100, 20, Duration.ofSeconds(5), Duration.ofSeconds(60)),
                        new FollowUpSettings(
                                Duration.ofMillis(200),
                                Duration.ofSeconds(30),
                                Duration.ofHours(1),
                                Duration.ofMinutes(15),
                                30),
                        new JobSettings(
                                LargeBatches.REFUSE,
                                HandOvers.ASKED,
                                20L << 30,
                                BrokenBodies.REFUSE,
                                500,
                                2,
                                5,
                                Duration.ofDays(7)),
                        new LedgerSettings(
                                Path.of("data"),
                                Optional.empty(),
                                "",
                                "",
                                new HistorySettings(
                                        Duration.ofDays(365),
                                        Bodies.ENCRYPTED,
                                        Duration.ofDays(30),
                                        10L << 30,
                                        List.of(),
                                        false),
                                ZoneId.of("UTC")),
                        new KeepSettings(Duration.ofDays(7), Duration.ofHours(24), Duration.ofDays(30)),
                        new AlertSettings(
                                Duration.ofMinutes(5),
                                Duration.ofHours(6),
                                100,
                                Duration.ZERO,
                                new Hours(0, 24),
                                Duration.ofSeconds(30),
                                Duration.ofHours(4),
                                Optional.empty(),
                                ""),
                        new MetricsSettings(Duration.ofMinutes(1)),
                        new SandboxSettings(
                                8081,
                                Set.of(),
                                Duration.ofSeconds(2),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                false,
                                false)));
    }

    @Test
    void theFileWinsOverTheDefault() {
        Launch launch = new Launch(folder).file("gateway.http.port=9001");

        assertThat(launch.settings().http().port()).isEqualTo(9001);
    }

    @Test
    void theEnvironmentWinsOverTheFile() {
        Launch launch = new Launch(folder).file("gateway.http.port=9001").environment("GATEWAY_HTTP_PORT", "9002");

        assertThat(launch.settings().http().port()).isEqualTo(9002);
    }

    @Test
    void theCommandLineWinsOverTheEnvironment() {
        Launch launch = new Launch(folder)
                .file("gateway.http.port=9001")
                .environment("GATEWAY_HTTP_PORT", "9002")
                .args("--gateway.http.port=9003");

        assertThat(launch.settings().http().port()).isEqualTo(9003);
    }

    @Test
    void dashesOfAKeyAreUnderscoresInTheEnvironment() {
        Launch launch = new Launch(folder).environment("GATEWAY_INTAKE_MAX_ENTRY_BYTES", "512KB");

        assertThat(launch.settings().intake().maxEntryBytes()).isEqualTo(512 * 1024);
    }

    @Test
    void anEmptyEnvironmentVariableCountsAsNotSet() {
        Launch launch = new Launch(folder).file("gateway.http.port=9001").environment("GATEWAY_HTTP_PORT", "");

        assertThat(launch.settings().http().port()).isEqualTo(9001);
    }

    @Test
    void anEmptyArgumentTakesBackWhatTheFileGave() {
        Launch launch =
                new Launch(folder).file("sandbox.async-types=Observation").args("--sandbox.async-types=");

        assertThat(launch.settings().sandbox().asyncTypes()).isEmpty();
    }

    @Test
    void anOverriddenBadValueDoesNoHarm() {
        Launch launch = new Launch(folder).file("gateway.http.port=none").args("--gateway.http.port=9003");

        assertThat(launch.settings().http().port()).isEqualTo(9003);
    }

    @Test
    void routesSeeNormalisedValues() {
        Launch launch = new Launch(folder)
                .file("gateway.delivery.deadline=2m", "sandbox.async-types= Observation , Encounter")
                .args("--gateway.intake.max-bytes=1MB");

        assertThat(launch.resolved().placeholders())
                .containsEntry("gateway.delivery.deadline", "120000")
                .containsEntry("gateway.delivery.backoff-initial", "200")
                .containsEntry("gateway.intake.max-bytes", "1048576")
                .containsEntry("gateway.mode", "development")
                .containsEntry("gateway.source-identifiers", "current")
                .containsEntry("gateway.registry.url", "http://127.0.0.1:8081")
                .containsEntry("sandbox.async-types", "Encounter,Observation");
    }

    @Test
    void routesSeeEverySettingThatIsNoSecret() {
        assertThat(new Launch(folder).resolved().placeholders())
                .hasSize(81)
                .containsOnlyKeys(DeclaredSettings.all().stream()
                        .filter(setting -> !setting.secret())
                        .map(Setting::key)
                        .toList());
    }

    @Test
    void otherKeysOfTheCommandLineAreHandedOn() {
        Launch launch = new Launch(folder).args("--camel.main.name=zz", "--ward.url=http://127.0.0.1/a=b");

        assertThat(launch.resolved().placeholders())
                .containsEntry("camel.main.name", "zz")
                .containsEntry("ward.url", "http://127.0.0.1/a=b");
    }

    @Test
    void theAddressOfAnEmbeddedRegistryReachesCodeAndRoutes() {
        ResolvedSettings resolved = new Launch(folder).args("--sandbox.port=0").resolved();

        ResolvedSettings moved = resolved.withRegistryUrl(URI.create("http://127.0.0.1:40404"));

        assertThat(moved.settings().registry().url()).isEqualTo(URI.create("http://127.0.0.1:40404"));
        assertThat(moved.settings().registry().apiKey()).isEqualTo("sandbox");
        assertThat(moved.placeholders()).containsEntry("gateway.registry.url", "http://127.0.0.1:40404");
    }
}
