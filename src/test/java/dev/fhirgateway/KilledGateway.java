package dev.fhirgateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

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
        Process process = process(config, settings).start();
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENING)) {
                passOver(output);
                return new KilledGateway(process, URI.create(line.substring(LISTENING.length())));
            }
            said.append(line).append('\n');
        }
        throw new IOException("it did not start; it said: " + said);
    }

    /** Starts it and gives its exit code, also when it is killed before it listens. */
    static int untilKilled(Path config, String... settings) throws IOException, InterruptedException {
        Process process = process(config, settings)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private static ProcessBuilder process(Path config, String... settings) {
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
        return new ProcessBuilder(command).directory(config.toFile()).redirectErrorStream(true);
    }

    /** A process whose output nobody reads stands still when the pipe is full. */
    private static void passOver(BufferedReader output) {
        Thread reader = new Thread(
                () -> {
                    try {
                        output.transferTo(Writer.nullWriter());
                    } catch (IOException ended) {
                        // The process is gone, and its pipe with it.
                    }
                },
                "killed-gateway-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Sends a batch; empty when no answer comes. Headers are name and value in turn. */
    Optional<BatchAnswer> put(String batch, String... headers) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofMinutes(1))
                .setHeader("Content-Type", "application/fhir+json")
                .PUT(BodyPublishers.ofString(batch));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return Optional.of(
                    new BatchAnswer(HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString())));
        } catch (IOException killed) {
            return Optional.empty();
        }
    }

    /** Waits until it ends, or as long as anybody would. */
    int exitCode() throws InterruptedException {
        return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
    }

    /** Another path of the same server. */
    URI at(String path) {
        return url.resolve(path);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it in the middle of whatever it does. */
    void kill() {
        process.destroyForcibly();
    }

    /** Returns when it is gone: until then its ledger's folder is taken. */
    @Override
    public void close() {
        kill();
        process.onExit().join();
    }
}
