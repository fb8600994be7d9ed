package dev.fhirgateway;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a process of its own, with a heap of its own. */
final class GatewayProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("FHIR Registry Gateway: PUT (\\S+)");

    private final Process process;
    private final Path printed;

    private GatewayProcess(Process process, Path printed) {
        this.process = process;
        this.printed = printed;
    }

    /**
     * Gives a gateway that takes batches.
     *
     * @param folder where it starts, for its config and for what it prints
     * @param heap as {@code -Xmx} takes it, such as {@code 512m}
     */
    static GatewayProcess start(Path folder, String heap, String... settings) throws IOException {
        Path printed = folder.resolve("printed.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                absoluteClassPath(),
                GatewayMain.class.getName(),
                "--gateway.http.port=0"));
        command.addAll(List.of(settings));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        GatewayProcess gateway = new GatewayProcess(process, printed);
        await().atMost(Duration.ofMinutes(2)).until(() -> gateway.listening().find() || !process.isAlive());
        return gateway;
    }

    URI url() throws IOException {
        Matcher line = listening();
        if (!line.find()) {
            throw new IOException("the gateway did not start; it said: " + printed());
        }
        return URI.create(line.group(1));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** All that it has printed so far. */
    String printed() throws IOException {
        return Files.readString(printed);
    }

    /** For a process that starts in another folder. */
    static String absoluteClassPath() {
        StringBuilder path = new StringBuilder();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.append(new File(part).getAbsolutePath()).append(File.pathSeparator);
        }
        return path.toString();
    }

    private Matcher listening() throws IOException {
        return LISTENING.matcher(printed());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
