package dev.fhirgateway.bench;

import dev.fhirgateway.access.ClientCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A gateway between a stub of a registry and two clients, each of the three in a process of its own. */
final class TestBed implements AutoCloseable {
    /** The in-flight window of the gateway. */
    static final int CONCURRENCY = 64;

    private final StubProcess registry;
    private final ProductProcess gateway;
    private final Ehr ehr;
    private final Ehr backfill;

    private TestBed(StubProcess registry, ProductProcess gateway, Ehr ehr, Ehr backfill) {
        this.registry = registry;
        this.gateway = gateway;
        this.ehr = ehr;
        this.backfill = backfill;
    }

    static TestBed start() throws IOException {
        Path folder = Files.createTempDirectory("delivery-figures");
        Path config = Files.createDirectory(folder.resolve("config"));
        String ehr = token(config, "ehr", "bench");
        String backfill = token(config, "backfill", "bench");
        StubProcess registry = StubProcess.start();
        ProductProcess gateway = ProductProcess.start(
                folder,
                "1g",
                "/fhir",
                List.of(
                        "--gateway.http.port=0",
                        "--gateway.delivery.concurrency=" + CONCURRENCY,
                        "--gateway.registry.url=" + registry.url(),
                        "--gateway.registry.api-key=stub"));
        return new TestBed(registry, gateway, new Ehr(gateway.url(), ehr), new Ehr(gateway.url(), backfill));
    }

    /** Registers a client of a source, and gives its token. */
    static String token(Path config, String client, String source) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        ClientCommand.run(List.of("add", client, "--source", source), config, printed, printed);
        String text = out.toString(StandardCharsets.UTF_8);
        return text.substring(text.indexOf("Bearer ") + "Bearer ".length()).strip();
    }

    /** Until the JVM of the gateway has compiled what it needs. */
    void warmUp() throws IOException, InterruptedException {
        registry.reset(Weather.fair(5));
        CpuOfDelivery.load(this, 100, 4, Duration.ofSeconds(40));
    }

    StubProcess registry() {
        return registry;
    }

    ProductProcess gateway() {
        return gateway;
    }

    /** The client that is looked at. */
    Ehr ehr() {
        return ehr;
    }

    /** Another client, that has much to send. */
    Ehr backfill() {
        return backfill;
    }

    @Override
    public void close() {
        gateway.close();
        registry.close();
    }
}
