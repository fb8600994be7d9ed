package dev.fhirgateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingValueRulesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            gateway.mode                     | staging      | one of development, production
            gateway.source-key               | _ward        | a key of 1 to 62 letters
            gateway.source-key               | 'a b'        | a key of 1 to 62 letters
            gateway.source-key               | ''           | a key of 1 to 62 letters
            gateway.source-identifiers       | new          | one of current, legacy, off
            gateway.http.host                | 'local host' | an IP address or a host name
            gateway.http.host                | ''           | an IP address or a host name
            gateway.http.port                | -1           | a whole number from 0 to 65535
            gateway.http.port                | 65536        | a whole number from 0 to 65535
            gateway.http.port                | 80.5         | a whole number from 0 to 65535
            gateway.http.port                | 99999999999  | a whole number from 0 to 65535
            gateway.http.port                | ''           | a whole number from 0 to 65535
            gateway.fhir.base-path           | fhir         | a path that begins with /
            gateway.fhir.base-path           | /fhir/       | a path that begins with /
            gateway.fhir.base-path           | /            | a path that begins with /
            gateway.fhir.base-path           | /a//b        | a path that begins with /
            gateway.fhir.base-path           | /../b        | a path that begins with /
            gateway.fhir.base-path           | /a?b         | a path that begins with /
            gateway.registry.connect-timeout | 0ms          | a duration from 1ms to 24h
            gateway.registry.connect-timeout | 2            | a duration from 1ms to 24h
            gateway.registry.read-timeout    | 25h          | a duration from 1ms to 24h
            gateway.registry.read-timeout    | 1.5s         | a duration from 1ms to 24h
            gateway.intake.max-bytes         | 0B           | a size from 1B to 1024GB
            gateway.intake.max-bytes         | 50           | a size from 1B to 1024GB
            gateway.intake.max-bytes         | 999999999GB  | a size from 1B to 1024GB
            gateway.intake.max-entries       | 0            | a whole number from 1 to
            gateway.intake.max-entry-bytes   | 2GB          | a size from 1B to 1GB
            gateway.intake.max-depth         | 1001         | a whole number from 1 to 1000
            gateway.delivery.concurrency     | 0            | a whole number from 1 to 4096
            gateway.delivery.concurrency     | 4097         | a whole number from 1 to 4096
            gateway.delivery.concurrency-min | 0            | a whole number from 1 to 4096
            gateway.outage.failure-rate      | 101          | a whole number from 1 to 100
            gateway.outage.calls             | 0            | a whole number from 1 to 10000
            gateway.outage.probe-interval    | 0ms          | a duration from 1ms to 24h
            gateway.delivery.max-tries       | 0            | a whole number from 1 to 100
            gateway.delivery.backoff-initial | -1s          | a duration from 0ms to 24h
            gateway.delivery.backoff-max     | 2d           | a duration from 0ms to 24h
            gateway.delivery.retry-after-max | soon         | a duration from 0ms to 24h
            gateway.delivery.mode            | many         | one of single, bulk, bundle, auto, and others for single sources
            gateway.delivery.mode            | lab=bulk     | one of single, bulk, bundle, auto, and others for single sources
            gateway.delivery.mode            | bulk, single | one of single, bulk, bundle, auto, and others for single sources
            gateway.delivery.mode            | 'bulk, _a=single' | one of single, bulk, bundle, auto, and others
            gateway.delivery.mode            | 'bulk, a=auto, a=bulk' | one of single, bulk, bundle, auto, and others
            gateway.delivery.bulk-operations | 0            | a whole number from 1 to 10000
            gateway.delivery.deadline        | 0s           | a duration from 1ms to 24h
            sandbox.port                     | 70000        | a whole number from 0 to 65535
            sandbox.async-types              | a b,c        | a comma-separated list
            sandbox.task-delay               | 2 s          | a duration from 0ms to 24h
            sandbox.legacy                   | yes          | true or false
            """)
    void aBadValueIsRefusedWithKeyPlaceAndExpectation(String key, String value, String expected) {
        Launch launch = new Launch(folder).file("", key + "=" + value);

        assertThat(launch.problems())
                .singleElement()
                .asString()
                .startsWith(key + " (" + folder.resolve("application.properties") + " line 2): expected " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://zz.example.org",
                "zz.example.org",
                "https://",
                "https:///v1",
                "https://zz.example.org?a=b",
                "https://zz.example.org#top",
                "https://zz:secretzz@zz.example.org",
                "https://zz.example.org:0",
                "https://zz.example.org:70000",
                "https://zz example.org",
                "http://zz.example.org",
                "http://127.0.0.1.example.org",
                "http://10.0.0.7:8080"
            })
    void aRegistryUrlThatIsNoneOrWouldLeakTheKeyIsRefusedAndNotRepeated(String url) {
        Launch launch = new Launch(folder)
                .environment("GATEWAY_REGISTRY_URL", url)
                .environment("GATEWAY_REGISTRY_API_KEY", "key")
                .args("--gateway.mode=development");

        assertThat(launch.problems())
                .singleElement()
                .asString()
                .startsWith("gateway.registry.url (environment variable GATEWAY_REGISTRY_URL): expected a base URL")
                .doesNotContain("zz");
    }

    @ParameterizedTest
    @CsvSource({
        "https://zz.example.org,       https://zz.example.org",
        "https://zz.example.org/,      https://zz.example.org",
        "https://zz.example.org/a/b//, https://zz.example.org/a/b",
        "HTTPS://zz.example.org:8443,  HTTPS://zz.example.org:8443",
        "http://localhost:9000,              http://localhost:9000",
        "http://127.8.0.1,                   http://127.8.0.1",
        "http://[::1]:9000/,                 http://[::1]:9000"
    })
    void aRegistryUrlLosesItsTrailingSlash(String given, String url) {
        Launch launch = new Launch(folder)
                .environment("GATEWAY_REGISTRY_API_KEY", "zzkey")
                .args("--gateway.registry.url=" + given)
                .anyClient();

        assertThat(launch.settings().registry().url()).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @CsvSource({"200ms, 200", "2s, 2000", "5m, 300000", "24h, 86400000"})
    void aDurationHasAUnit(String text, String milliseconds) {
        Launch launch = new Launch(folder).args("--gateway.delivery.deadline=" + text);

        assertThat(launch.settings().delivery().deadline()).hasMillis(Long.parseLong(milliseconds));
        assertThat(launch.resolved().placeholders()).containsEntry("gateway.delivery.deadline", milliseconds);
    }

    @ParameterizedTest
    @CsvSource({"700B, 700", "512KB, 524288", "50MB, 52428800", "2gb, 2147483648"})
    void aSizeCountsInPowersOf1024(String text, long bytes) {
        Launch launch = new Launch(folder).args("--gateway.intake.max-bytes=" + text);

        assertThat(launch.settings().intake().maxBytes()).isEqualTo(bytes);
    }

    @Test
    void aSourceMayHaveAValueOfItsOwn() {
        Launch launch = new Launch(folder).args("--gateway.delivery.mode= auto, lab = bulk,ris=single");

        BulkSettings bulk = launch.settings().bulk();
        assertThat(bulk.shared("lab", 1)).containsExactly(DeliveryMode.BULK);
        assertThat(bulk.shared("ris", 100)).isEmpty();
        assertThat(bulk.shared("any", 99)).isEmpty();
        assertThat(bulk.shared("any", 100)).containsExactly(DeliveryMode.BULK, DeliveryMode.BUNDLE);
        assertThat(launch.resolved().placeholders()).containsEntry("gateway.delivery.mode", "auto,lab=bulk,ris=single");
    }

    @Test
    void spaceAroundAValueDoesNotMatter() {
        Launch launch = new Launch(folder).file("gateway.http.port = 9001  ", "gateway.source-identifiers: LEGACY ");

        assertThat(launch.settings().http().port()).isEqualTo(9001);
        assertThat(launch.settings().sourceIdentifiers()).isEqualTo(SourceIdentifiers.LEGACY);
    }

    @Test
    void thePausesMayNotShrink() {
        Launch launch = new Launch(folder).file("gateway.delivery.backoff-max=100ms");

        assertThat(launch.problems())
                .singleElement()
                .asString()
                .startsWith("gateway.delivery.backoff-max (")
                .endsWith("line 1): expected no less than gateway.delivery.backoff-initial");
    }

    @Test
    void theRulesOfAnOutageFitEachOther() {
        Launch launch = new Launch(folder).args("--gateway.outage.calls=10", "--gateway.outage.probe-interval-max=1s");

        assertThat(launch.problems())
                .containsExactly(
                        "gateway.outage.calls (command line): expected no less than gateway.outage.calls-min",
                        "gateway.outage.probe-interval-max (command line): expected no less than"
                                + " gateway.outage.probe-interval");
    }

    @Test
    void gatewayAndSandboxCannotShareAPort() {
        assertThat(new Launch(folder).args("--sandbox.port=8080").problems())
                .containsExactly("sandbox.port (command line): expected another port than gateway.http.port");
        assertThat(new Launch(folder)
                        .args("--sandbox.port=0", "--gateway.http.port=0")
                        .problems())
                .isEmpty();
    }

    @Test
    void allProblemsAreToldAtOnce() {
        Launch launch = new Launch(folder)
                .file("gateway.htp.port=1", "gateway.http.port=x", "gateway.delivery.deadline=soon")
                .environment("GATEWAY_INTAKE_MAX_DEPTH", "deep")
                .args("--gateway.mode=production", "--gateway.delivery.concurrency=0", "stray", "--flag");

        assertThat(launch.problems()).hasSize(10);
        assertThat(launch.failure())
                .hasMessageContainingAll(
                        "argument 3 is not of the form --key=value",
                        "--flag has no value",
                        "gateway.htp.port",
                        "gateway.http.port (",
                        "gateway.delivery.deadline (",
                        "gateway.intake.max-depth (environment variable GATEWAY_INTAKE_MAX_DEPTH)",
                        "gateway.delivery.concurrency (command line)",
                        "gateway.registry.url (default)",
                        "gateway.registry.api-key (default)",
                        "clients.yaml");
    }

    @Test
    void aStrayArgumentIsNotRepeatedBecauseItMayBeASecret() {
        Launch launch = new Launch(folder).args("--gateway.registry.api-key", "zzsecret");

        assertThat(launch.problems())
                .containsExactly(
                        "command line: --gateway.registry.api-key has no value, expected "
                                + "--gateway.registry.api-key=VALUE",
                        "command line: argument 2 is not of the form --key=value");
    }

    @Test
    void anArgumentGivenTwiceIsRefused() {
        Launch launch = new Launch(folder).args("--gateway.http.port=1", "--gateway.http.port=2");

        assertThat(launch.problems()).containsExactly("gateway.http.port (command line): given twice");
    }
}
