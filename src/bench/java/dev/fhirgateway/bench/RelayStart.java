package dev.fhirgateway.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How soon the product is there, by the start script and by {@code java -jar}, and what it takes when nothing happens. */
final class RelayStart {
    private static final int TIMES = 5;
    private static final int IDLE_SECONDS = 5;
    private static final double TARGET_SECONDS = 1.5;
    private static final double TARGET_BATCH = 800;
    private static final double TARGET_MEGABYTES = 200;

    private final List<Duration> served = new ArrayList<>();
    private final List<Duration> batches = new ArrayList<>();
    private final List<Integer> resident = new ArrayList<>();

    private RelayStart() {}

    /** A way to start it. */
    private interface Way {
        ProductProcess start(Path folder, String path, List<String> args) throws IOException;
    }

    /** Medians of five starts, each with an empty folder. */
    static void run() throws Exception {
        new RelayStart().starts("bin/fhir-registry-gateway", ProductProcess::startByScript);
        new RelayStart()
                .starts("java -Xmx1g -jar", (folder, path, args) -> ProductProcess.start(folder, "1g", path, args));
    }

    private void starts(String name, Way way) throws Exception {
        try (StubProcess registry = StubProcess.start(CheapRegistry.class)) {
            for (int i = 0; i < TIMES; i++) {
                start(way, registry.url());
            }
        }
        Figures.atMost(name + ": seconds from exec to the first Patient stored", TARGET_SECONDS, median(served) / 1e3);
        Figures.atMost(name + ": ms of the first batch of 100, right after it", TARGET_BATCH, median(batches));
        Figures.atMost(
                name + ": MB resident, 5 s after it",
                TARGET_MEGABYTES,
                resident.stream().sorted().toList().get(TIMES / 2));
    }

    private void start(Way way, URI registry) throws Exception {
        byte[] first = Patients.realistic(1, "first-");
        byte[] batch = Patients.realistic(100, "first-");
        Path folder = Files.createTempDirectory("start");
        long began = System.nanoTime();
        try (ProductProcess product = way.start(folder, "/fhir", Relay.settings(registry));
                Load client = new Load(product.url(), 1)) {
            put(client, product.url(), first);
            served.add(Duration.ofNanos(System.nanoTime() - began));
            long sent = System.nanoTime();
            put(client, product.url(), batch);
            batches.add(Duration.ofNanos(System.nanoTime() - sent));
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            resident.add(product.resident());
        }
        Relay.delete(folder);
    }

    private static void put(Load client, URI product, byte[] body) throws InterruptedException {
        client.send(1, 1, n -> new Load.Call(HttpMethod.PUT, product.getPath(), Buffer.buffer(body)));
    }

    private static double median(List<Duration> times) {
        return Figures.percentile(times.toArray(Duration[]::new), 0.5);
    }
}
