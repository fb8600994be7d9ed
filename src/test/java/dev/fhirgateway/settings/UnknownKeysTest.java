package dev.fhirgateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "gateway.http.prot,        gateway.http.port",
        "gateway.htp.port,         gateway.http.port",
        "gatway.http.port,         gateway.http.port",
        "Gateway.http.Port,        gateway.http.port",
        "gateway.registry.apikey,  gateway.registry.api-key",
        "gateway.intake.maxbytes,  gateway.intake.max-bytes",
        "gateway.source.key,       gateway.source-key",
        "sandbx.port,              sandbox.port",
        "GATEWAY_HTTP_PORT,        gateway.http.port",
        "gateway-registry-api-key, gateway.registry.api-key"
    })
    void aMisspeltKeyIsRefusedWithTheOneThatWasMeant(String misspelt, String meant) {
        assertThat(new Launch(folder).file(misspelt + "=1").problems())
                .containsExactly(misspelt + " (" + folder.resolve("application.properties")
                        + " line 1): there is no such setting, did you mean " + meant + "?");
        assertThat(new Launch(folder).file("").args("--" + misspelt + "=1").problems())
                .containsExactly(misspelt + " (command line): there is no such setting, did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.colour", "sandbox.size", "gateway", "gateways.count"})
    void anInventedKeyIsRefusedWithoutAGuess(String invented) {
        assertThat(new Launch(folder).args("--" + invented + "=1").problems())
                .containsExactly(
                        invented + " (command line): there is no such setting; the README lists all that there are");
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel.main.name", "ward.url", "gate.open", "quarkus.port", "port"})
    void keysOfCamelAndOfRoutesAreLeftAlone(String foreign) {
        assertThat(new Launch(folder)
                        .file(foreign + "=1")
                        .args("--" + foreign + "=2")
                        .problems())
                .isEmpty();
    }

    @Test
    void unknownEnvironmentVariablesAreLeftAlone() {
        Launch launch = new Launch(folder)
                .environment("GATEWAY_PORT", "tcp://10.0.0.1:8080")
                .environment("GATEWAY_HTTP_PROT", "1");

        assertThat(launch.problems()).isEmpty();
    }
}
