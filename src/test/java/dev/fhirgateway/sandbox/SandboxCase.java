package dev.fhirgateway.sandbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox of its own for each test, on a clock that stands still, and a client with the right key. */
abstract class SandboxCase {
    static final String PATIENTS = "/sources/clinic-north/v1/resources/patient";
    static final String RECORD = PATIENTS + "/pat-77";

    final MovableClock clock = new MovableClock();
    Sandbox sandbox;
    RegistryClient client;

    /** What this case needs other than the defaults. */
    SandboxOptions options() {
        return SandboxOptions.defaults().withClock(clock);
    }

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(options());
        client = new RegistryClient(sandbox.url(), "sandbox");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }
}
