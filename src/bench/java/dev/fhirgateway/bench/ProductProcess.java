package dev.fhirgateway.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process of its own, whose processor time can be told from everybody else's: the product's jar, or a stub. */
final class ProductProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "fhir-registry-gateway.jar");
    private static final Path JDK = Path.of(System.getProperty("bench.jdk", System.getProperty("java.home")));
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

    /** As above, in another folder, where it looks for its folder {@code config}. */
    static ProductProcess start(Path folder, String heap, String path, List<String> args) throws IOException {
        return start(
                folder, path, command(heap, List.of("-jar", JAR.toAbsolutePath().toString()), args));
    }

    /** Starts it by the script, with the archive of classes if there is one; a heap as the JVM chooses it. */
    static ProductProcess startByScript(Path folder, String path, List<String> args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of("src", "build", "bin", "fhir-registry-gateway")
                .toAbsolutePath()
                .toString());
        command.addAll(args);
        return start(folder, path, command);
    }

    /** Starts another class of the benchmarks, and waits until it tells its URL. */
    static ProductProcess start(Class<?> main, String heap) throws IOException {
        return start(main, heap, "", List.of());
    }

    /** As above, with the path of its URL, and its arguments. */
    static ProductProcess start(Class<?> main, String heap, String path, List<String> args) throws IOException {
        List<String> options = List.of("-cp", System.getProperty("java.class.path"), main.getName());
        return start(Path.of(""), path, command(heap, options, args));
    }

    private static List<String> command(String heap, List<String> options, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(JDK.resolve("bin").resolve("java").toString());
        command.add("-Xmx" + heap);
        command.addAll(options);
        command.addAll(args);
        return command;
    }

    private static ProductProcess start(Path folder, String path, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", JDK.toString());
        Process process = builder.start();
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

    /** The version of the JDK that runs it, and all others: that of {@code -Dbench.jdk}, else the one of this process. */
    static String jdk() throws IOException {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(JDK.resolve("release"))) {
            release.load(reader);
        }
        return release.getProperty("JAVA_VERSION").replace("\"", "");
    }

    /** What it has in memory now, in MB. */
    int resident() throws IOException {
        return megabytes("VmRSS");
    }

    /** The most that it ever had in memory, in MB. */
    int residentPeak() throws IOException {
        return megabytes("VmHWM");
    }

    private int megabytes(String name) throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            String kilobytes = status.filter(line -> line.startsWith(name + ":"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("nobody tells " + name));
            return Integer.parseInt(kilobytes.replaceAll("\\D", "")) / 1024;
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
