package dev.fhirgateway.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process of its own, whose processor time can be told from everybody else's: the product's jar, or a stub. */
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
     * Starts the jar in the folder of this process, and waits until it tells its URL.
     *
     * @param heap such as {@code 512m}
     * @param path of the URL; empty for none
     * @param args the arguments of the jar
     */
    static ProductProcess start(String heap, String path, List<String> args) throws IOException {
        return start(Path.of(""), heap, path, args);
    }

    /**
     * As above.
     *
     * @param folder where it looks for its folder {@code config}
     */
    static ProductProcess start(Path folder, String heap, String path, List<String> args) throws IOException {
        return start(
                folder, path, command(heap, List.of("-jar", JAR.toAbsolutePath().toString()), args));
    }

    /** Starts another class of the benchmarks, and waits until it tells its URL. */
    static ProductProcess start(Class<?> main, String heap) throws IOException {
        List<String> options = List.of("-cp", System.getProperty("java.class.path"), main.getName());
        return start(Path.of(""), "", command(heap, options, List.of()));
    }

    private static List<String> command(String heap, List<String> options, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.addAll(options);
        command.addAll(args);
        return command;
    }

    private static ProductProcess start(Path folder, String path, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .start();
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

    /** The most bytes of memory that the process has held so far, by what Linux tells. */
    long peakResidentMemory() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElseThrow();
        }
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
