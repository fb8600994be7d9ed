package dev.fhirgateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModeTest {
    private static final String URL = "--gateway.registry.url=https://registry.example.org";
    private static final String KEY = "--gateway.registry.api-key=zzkey";
    private static final String PRODUCTION = "--gateway.mode=production";

    @TempDir
    private Path folder;

    @Test
    void aRegistryUrlMeansProduction() {
        GatewaySettings settings = new Launch(folder).args(URL, KEY).anyClient().settings();

        assertThat(settings.mode()).isEqualTo(Mode.PRODUCTION);
        assertThat(settings.embeddedRegistry()).isFalse();
    }

    @Test
    void aRegistryCanBeUsedInDevelopment() {
        GatewaySettings settings =
                new Launch(folder).args(URL, KEY, "--gateway.mode=development").settings();

        assertThat(settings.mode()).isEqualTo(Mode.DEVELOPMENT);
        assertThat(settings.embeddedRegistry()).isFalse();
        assertThat(settings.registry().apiKey()).isEqualTo("zzkey");
    }

    @Test
    void aRegistryNeedsItsKeyInDevelopmentToo() {
        Launch launch = new Launch(folder).args(URL, "--gateway.mode=development");

        assertThat(launch.problems())
                .singleElement()
                .asString()
                .startsWith("gateway.registry.api-key (default): a registry needs its API key");
    }

    @Test
    void productionNeedsRegistryKeyAndClient() {
        Launch launch = new Launch(folder).args(PRODUCTION);

        assertThat(launch.problems())
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).startsWith("gateway.registry.url (default): production"),
                        problem -> assertThat(problem).startsWith("gateway.registry.api-key (default): a registry"),
                        problem -> assertThat(problem)
                                .startsWith("clients.yaml:")
                                .endsWith("java -jar fhir-registry-gateway.jar client add NAME --source KEY"));
    }

    @Test
    void productionWithoutClientIsRefused() {
        assertThat(new Launch(folder).args(URL, KEY).problems())
                .singleElement()
                .asString()
                .startsWith("clients.yaml: production mode needs a client");
    }

    @Test
    void productionMayListenOnAnyAddress() {
        Launch launch =
                new Launch(folder).args(URL, KEY, "--gateway.http.host=0.0.0.0").anyClient();

        assertThat(launch.settings().http().host()).isEqualTo("0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.7", "gateway.example.org", "127.0.0.1.example.org"})
    void developmentListensOnLoopbackOnly(String host) {
        Launch launch = new Launch(folder).environment("GATEWAY_HTTP_HOST", host);

        assertThat(launch.problems())
                .singleElement()
                .asString()
                .startsWith("gateway.http.host (environment variable GATEWAY_HTTP_HOST): development mode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1"})
    void developmentAcceptsEveryLoopbackAddress(String host) {
        assertThat(new Launch(folder).args("--gateway.http.host=" + host).problems())
                .isEmpty();
    }

    @Test
    void aKeyWithoutUrlIsRefusedBecauseTheUrlMayHaveGoneAstray() {
        Launch launch = new Launch(folder)
                .environment("GATEWAY_REGISTRY_ULR", "https://zz.example.org")
                .args(KEY);

        assertThat(launch.problems())
                .singleElement()
                .asString()
                .startsWith("gateway.registry.api-key (command line): there is no gateway.registry.url");
    }

    @Test
    void aRefusedUrlIsNotBlamedTwice() {
        Launch launch = new Launch(folder)
                .args("--gateway.registry.url=ftp://zz", KEY, PRODUCTION)
                .anyClient();

        assertThat(launch.problems()).hasSize(1);
    }

    @Test
    void aRefusedModeIsNotJudgedFurther() {
        Launch launch = new Launch(folder).args("--gateway.mode=prod", "--gateway.http.host=0.0.0.0");

        assertThat(launch.problems())
                .containsExactly("gateway.mode (command line): expected one of development, production");
    }
}
