package dev.fhirgateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A gateway in a process of its own, which may end at any time. */
final class KilledGateway implements AutoCloseable {
    private static final String LISTENING = "FHIR Registry Gateway: PUT ";

    private final Process process;
    private final URI url;

    private KilledGateway(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it with the classes of this process, on the ledger that {@link GatewayUnderTest} has for this folder. */
    static KilledGateway start(Path config, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayMain.class.getName(),
                "--gateway.http.port=0",
                "--gateway.ledger.folder=" + config.resolve("data")));
        for (String setting : settings) {
            command.add("--" + setting);
        }
        Process process = new ProcessBuilder(command)
                .directory(config.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENING)) {
                return new KilledGateway(process, URI.create(line.substring(LISTENING.length())));
            }
            said.append(line).append('\n');
        }
        throw new IOException("it did not start; it said: " + said);
    }

    /** Sends a batch; fails when no answer comes. */
    void put(String batch) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofMinutes(1))
                .setHeader("Content-Type", "application/fhir+json")
                .PUT(BodyPublishers.ofString(batch))
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
