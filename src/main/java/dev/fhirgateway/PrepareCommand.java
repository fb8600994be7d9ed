package dev.fhirgateway;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command {@code prepare}: makes the archive from which the start script has the JVM take the gateway's classes, read,
 * verified and laid out ahead of time. It lies beside the jar, and serves this very JDK and this very jar at this place; any
 * other JVM passes it over.
 */
final class PrepareCommand {
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int MISUSED = 2;
    private static final String ARCHIVE = "fhir-registry-gateway.jsa";
    private static final long MINUTES = 5;

    private PrepareCommand() {}

    /**
     * Runs the demo in another JVM, which writes down at its end what it has loaded. An archive that is there stays in use
     * by the gateways that run, and takes effect no more.
     *
     * @return the exit code: 0 when there is a new archive, 1 when this JDK could not make one: the gateway starts all the
     *     same, and as before
     */
    static int run(List<String> args, PrintStream out, PrintStream err) {
        if (!args.isEmpty()) {
            err.println("Usage: prepare");
            return MISUSED;
        }
        try {
            Path jar = jar();
            Path archive = jar.resolveSibling(ARCHIVE);
            if (!make(jar, archive)) {
                err.println("no archive of classes was made; the gateway starts without one, and takes longer");
                return NOT_DONE;
            }
            out.println("made " + archive + " (" + Files.size(archive) / 1_000_000 + " MB) for "
                    + System.getProperty("java.vm.name") + " " + Runtime.version());
            return DONE;
        } catch (IOException e) {
            err.println("no archive of classes was made: " + e);
            return NOT_DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOT_DONE;
        }
    }

    /** By its real path: the archive is passed over when the JVM is later told another. */
    private static Path jar() throws IOException {
        try {
            Path jar = Path.of(PrepareCommand.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toRealPath();
            if (Files.isDirectory(jar)) {
                throw new IOException("this does not run from the jar");
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static boolean make(Path jar, Path archive) throws IOException, InterruptedException {
        Path fresh = Files.createTempFile(archive.getParent(), "classes", ".jsa");
        Files.delete(fresh);
        try {
            Process process = demo(jar, fresh).start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            if (!ended || process.exitValue() != 0 || !Files.exists(fresh)) {
                return false;
            }
            replace(fresh, archive);
            return true;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The quick compiler alone: what is written down are classes, not code. */
    private static ProcessBuilder demo(Path jar, Path archive) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ArchiveClassesAtExit=" + archive,
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:disable",
                        "-jar",
                        jar.toString(),
                        "demo")
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
    }

    /**
     * In one step: a gateway that starts meanwhile finds the old one or the new one. The start script takes only one that
     * is as long as it is said to be.
     */
    private static void replace(Path fresh, Path archive) throws IOException {
        Path size = archive.resolveSibling(ARCHIVE + ".size");
        Files.deleteIfExists(size);
        try {
            Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, archive, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(size, Long.toString(Files.size(archive)));
    }
}
