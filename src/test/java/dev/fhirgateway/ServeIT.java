package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway as a process of its own: what it is given by file, environment and command line, and how it ends. */
class ServeIT {
    private static final Pattern LISTENING = Pattern.compile("FHIR Registry Gateway: PUT (\\S+)");

    @TempDir
    Path folder;

    private Process process;
    private Path printed;

    @BeforeEach
    void start() throws IOException {
        printed = folder.resolve("printed.txt");
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(
                config.resolve("application.properties"),
                "gateway.registry.read-timeout=5s\ngateway.delivery.concurrency=2\nmy.key=from the file\n");
        Files.writeString(
                config.resolve("settings.camel.yaml"),
                """
                - route:
                    id: settings
                    from:
                      uri: platform-http:/settings
                      steps:
                        - setBody:
                            simple: "{{gateway.delivery.concurrency}}, {{gateway.registry.read-timeout}}, {{gateway.delivery.max-tries}}, {{my.key}}, {{MY_OTHER_KEY}}"
                """);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                GatewayProcess.absoluteClassPath(),
                GatewayMain.class.getName(),
                "--gateway.http.port=0",
                "--sandbox.port=0",
                "--gateway.delivery.concurrency=3");
        builder.environment().put("GATEWAY_DELIVERY_CONCURRENCY", "4");
        builder.environment().put("GATEWAY_DELIVERY_MAX_TRIES", "9");
        builder.environment().put("MY_OTHER_KEY", "from the environment");
        process = builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void routesSeeTheSettingsAsTheyWereReadListensOnLoopbackAndEndsWhenAsked() throws Exception {
        URI base = awaitStart();

        assertThat(new Ehr(base).get("/settings").body()).isEqualTo("3, 5000, 9, from the file, from the environment");
        assertThat(new Ehr(base).put(Ehr.PATIENT).statusCode()).isEqualTo(200);
        assertThat(Files.readString(printed)).contains("DEVELOPMENT: no registry", "DEVELOPMENT: this machine");
        assertOnlyLoopbackListens(base.getPort());

        process.destroy();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(printed)).doesNotContain("WARN", "ERROR", "Exception");
    }

    private URI awaitStart() {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            Matcher line = LISTENING.matcher(Files.readString(printed));
                            return line.find() ? URI.create(line.group(1)) : URI.create("");
                        },
                        uri -> !uri.toString().isEmpty());
    }

    private static void assertOnlyLoopbackListens(int port) throws IOException {
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (var address : Collections.list(network.getInetAddresses())) {
                if (address instanceof Inet4Address && !address.isLoopbackAddress()) {
                    assertThat(listens(new InetSocketAddress(address, port)))
                            .as(address.toString())
                            .isFalse();
                }
            }
        }
    }

    private static boolean listens(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, 2000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
