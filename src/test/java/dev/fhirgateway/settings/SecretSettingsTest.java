package dev.fhirgateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSettingsTest {
    private static final String SECRET = "zz-secret-key";

    @TempDir
    private Path folder;

    @Test
    void aSecretCanBeAFileNamedInTheEnvironment() throws IOException {
        Launch launch = production().environment("GATEWAY_REGISTRY_API_KEY_FILE", secretFile(SECRET + "\n"));

        assertThat(launch.settings().registry().apiKey()).isEqualTo(SECRET);
    }

    @Test
    void aSecretCanBeAFileNamedInThePropertiesFile() throws IOException {
        Launch launch = production().file("gateway.registry.api-key-file=" + secretFile("  " + SECRET + "\r\n"));

        assertThat(launch.settings().registry().apiKey()).isEqualTo(SECRET);
    }

    @Test
    void aStrongerValueWinsOverAWeakerFile() throws IOException {
        Launch launch = new Launch(folder)
                .environment("GATEWAY_REGISTRY_API_KEY_FILE", secretFile("weaker"))
                .args("--gateway.registry.url=https://registry.example.org", "--gateway.registry.api-key=" + SECRET)
                .anyClient();

        assertThat(launch.settings().registry().apiKey()).isEqualTo(SECRET);
    }

    @Test
    void valueAndFileInOnePlaceAreRefused() throws IOException {
        Launch launch = production()
                .environment("GATEWAY_REGISTRY_API_KEY", SECRET)
                .environment("GATEWAY_REGISTRY_API_KEY_FILE", secretFile(SECRET));

        assertThat(launch.problems())
                .containsExactly("gateway.registry.api-key-file (environment variable GATEWAY_REGISTRY_API_KEY_FILE): "
                        + "gateway.registry.api-key is given too, expected one of the two");
    }

    @Test
    void aMissingFileIsRefused() {
        Launch launch = production()
                .environment(
                        "GATEWAY_REGISTRY_API_KEY_FILE", folder.resolve("none").toString());

        assertThat(launch.problems())
                .containsExactly("gateway.registry.api-key-file (environment variable GATEWAY_REGISTRY_API_KEY_FILE): "
                        + "the file does not exist or cannot be read as text");
    }

    @Test
    void aFolderIsNoSecretFile() {
        Launch launch = production().environment("GATEWAY_REGISTRY_API_KEY_FILE", folder.toString());

        assertThat(launch.problems()).singleElement().asString().endsWith("cannot be read as text");
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("key"), "clé".getBytes(StandardCharsets.ISO_8859_1));

        Launch launch = production().environment("GATEWAY_REGISTRY_API_KEY_FILE", file.toString());

        assertThat(launch.problems()).singleElement().asString().endsWith("cannot be read as text");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Launch launch = production().environment("GATEWAY_REGISTRY_API_KEY_FILE", secretFile(" \n"));

        assertThat(launch.problems()).singleElement().asString().endsWith("the file is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "two\nlines", "{{env:ZZ}}", "clé"})
    void aKeyThatCouldNotTravelInAHeaderIsRefusedAndNotRepeated(String key) throws IOException {
        Launch launch = production().environment("GATEWAY_REGISTRY_API_KEY_FILE", secretFile(key));

        assertThat(launch.problems())
                .containsExactly(
                        "gateway.registry.api-key (file named by gateway.registry.api-key-file, environment variable "
                                + "GATEWAY_REGISTRY_API_KEY_FILE): expected printable ASCII without spaces or braces");
    }

    @Test
    void onlySecretsCanBeFiles() {
        Launch launch = new Launch(folder).args("--gateway.http.port-file=port");

        assertThat(launch.problems())
                .containsExactly("gateway.http.port-file (command line): there is no such setting; "
                        + "the README lists all that there are");
    }

    @Test
    void aSecretIsNeitherPrintedNorShownToRoutes() {
        ResolvedSettings resolved = new Launch(folder)
                .file("gateway.registry.url=https://registry.example.org", "gateway.registry.api-key=" + SECRET)
                .args("--camel.ssl.keystorePassword=zz-camel-secret")
                .anyClient()
                .resolved();

        assertThat(resolved.toString()).doesNotContain(SECRET).doesNotContain("zz-camel-secret");
        assertThat(resolved.placeholders())
                .doesNotContainKeys("gateway.registry.api-key", "gateway.registry.api-key-file")
                .doesNotContainValue(SECRET);
    }

    @Test
    void aSecretUnderTheWrongKeyIsNotRepeated() {
        Launch launch = new Launch(folder)
                .file("gateway.http.port=" + SECRET, "gateway.registry.apikey=" + SECRET)
                .environment("GATEWAY_REGISTRY_URL", SECRET)
                .args("--gateway.mode=" + SECRET, SECRET);

        assertThat(launch.failure()).hasMessageNotContaining(SECRET);
        assertThat(launch.problems()).hasSize(5);
    }

    private Launch production() {
        return new Launch(folder)
                .args("--gateway.registry.url=https://registry.example.org")
                .anyClient();
    }

    private String secretFile(String content) throws IOException {
        return Files.writeString(folder.resolve("api-key"), content).toString();
    }
}
