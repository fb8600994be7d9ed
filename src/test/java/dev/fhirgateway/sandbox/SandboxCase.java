package dev.fhirgateway.sandbox;

import dev.fhirgateway.MovableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox of its own for each test, on a clock that stands still, and a client with the right key. */
abstract class SandboxCase {
    static final String PATIENTS = "/sources/clinic-north/v1/resources/patient";
    static final String RECORD = PATIENTS + "/pat-77";

    @TempDir
    Path folder;

    final MovableClock clock = new MovableClock();
    Sandbox sandbox;
    RegistryClient client;

    /** What this case needs other than the defaults. */
    SandboxOptions options() {
        return SandboxOptions.defaults().withClock(clock);
    }

    /** Whether this case's sandbox keeps what it holds in a file. */
    final boolean onFile() {
        return getClass().isAnnotationPresent(OnFile.class);
    }

    @BeforeEach
    final void start() {
        sandbox = Sandbox.start(onFile() ? options().withStore(folder.resolve("sandbox.db")) : options());
        client = new RegistryClient(sandbox.url(), "sandbox");
    }

    @AfterEach
    final void stop() {
        sandbox.close();
    }

    final void restart() {
        stop();
        start();
    }
}
