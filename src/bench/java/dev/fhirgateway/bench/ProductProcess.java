package dev.fhirgateway.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The product's jar in a process of its own, whose processor time can be told from everybody else's. */
final class ProductProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "fhir-registry-gateway.jar");
    private static final String URL = "http://127\\.0\\.0\\.1:\\d+";

    private final Process process;
    private final URI url;

    private ProductProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it and waits until it tells its URL.
     *
     * @param heap such as {@code 512m}
     * @param path of the URL; empty for none
     * @param args the arguments of the jar
     */
    static ProductProcess start(String heap, String path, List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-jar",
                JAR.toString()));
        command.addAll(args);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Pattern telling = Pattern.compile(URL + path + "(?![/\\w])");
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher found = telling.matcher(line);
            if (found.find()) {
                drain(output);
                return new ProductProcess(process, URI.create(found.group()));
            }
            said.append(line).append('\n');
        }
        throw new IOException("it did not start; it said: " + said);
    }

    /** Nobody reads on, and a full pipe would stop the process. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "drain");
        reader.setDaemon(true);
        reader.start();
    }

    URI url() {
        return url;
    }

    /** User and system time of the process so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
