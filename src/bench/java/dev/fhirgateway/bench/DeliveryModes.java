package dev.fhirgateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many Patients a second get to the registry one by one, and how many in shared requests. The modes take turns, as
 * sources of one gateway in front of one sandbox, each in a process of its own: what counts is the ratio.
 */
public final class DeliveryModes {
    private static final List<String> MODES = List.of("single", "bulk", "bundle");
    private static final int ROUNDS = 3;
    private static final Duration ROUND = Duration.ofSeconds(15);

    private final ProductProcess sandbox;
    private final ProductProcess gateway;
    private final Map<String, Ehr> ehrs;
    private final int size;
    private final int clients;

    private DeliveryModes(
            ProductProcess sandbox, ProductProcess gateway, Map<String, Ehr> ehrs, int size, int clients) {
        this.sandbox = sandbox;
        this.gateway = gateway;
        this.ehrs = ehrs;
        this.size = size;
        this.clients = clients;
    }

    /**
     * Prints the rates.
     *
     * @param args entries of a batch, 500 when not given; clients at once, 4 when not given; how long a call of the
     *     sandbox takes besides, 0ms when not given; how long a task of it takes, 20ms when not given
     */
    public static void main(String[] args) throws Exception {
        int size = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        int clients = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        String latency = args.length > 2 ? args[2] : "0ms";
        String delay = args.length > 3 ? args[3] : "20ms";
        Path folder = Files.createTempDirectory("delivery-modes");
        Path trouble = Files.writeString(folder.resolve("trouble.yaml"), "- latency: " + latency);
        Path config = Files.createDirectory(folder.resolve("config"));
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String mode : MODES) {
            tokens.put(mode, TestBed.token(config, mode, mode));
        }
        try (ProductProcess sandbox = sandbox(trouble, delay);
                ProductProcess gateway = gateway(folder, sandbox)) {
            Map<String, Ehr> ehrs = new LinkedHashMap<>();
            tokens.forEach((mode, token) -> ehrs.put(mode, new Ehr(gateway.url(), token)));
            System.out.printf(
                    "%d clients with batches of %d, calls of %s, tasks of %s%n", clients, size, latency, delay);
            new DeliveryModes(sandbox, gateway, ehrs, size, clients).run();
        }
        System.exit(0);
    }

    private static ProductProcess sandbox(Path trouble, String delay) throws IOException {
        return ProductProcess.start(
                "1g", "", List.of("sandbox", "--port", "0", "--task-delay", delay, "--trouble", trouble.toString()));
    }

    private static ProductProcess gateway(Path folder, ProductProcess sandbox) throws IOException {
        List<String> modes = new ArrayList<>();
        MODES.forEach(mode -> modes.add(mode + "=" + mode));
        return ProductProcess.start(
                folder,
                "1g",
                "/fhir",
                List.of(
                        "--gateway.http.port=0",
                        "--gateway.delivery.mode=single, " + String.join(", ", modes),
                        "--gateway.registry.url=" + sandbox.url(),
                        "--gateway.registry.api-key=sandbox"));
    }

    private void run() throws Exception {
        for (String mode : MODES) {
            round("warm-up", mode);
        }
        for (int i = 1; i <= ROUNDS; i++) {
            for (String mode : MODES) {
                round(Integer.toString(i), mode);
            }
        }
    }

    private void round(String name, String mode) throws Exception {
        Duration gatewayBefore = gateway.cpu();
        Duration sandboxBefore = sandbox.cpu();
        long start = System.nanoTime();
        int persisted = load(mode);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%8s %8s %8.0f Patients/s, CPU a Patient: gateway %.0f us, sandbox %.0f us%n",
                name,
                mode,
                persisted / seconds,
                gateway.cpu().minus(gatewayBefore).toNanos() / 1e3 / persisted,
                sandbox.cpu().minus(sandboxBefore).toNanos() / 1e3 / persisted);
    }

    private int load(String mode) {
        AtomicInteger persisted = new AtomicInteger();
        long end = System.nanoTime() + ROUND.toNanos();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            String prefix = mode + "-" + i + "-";
            byte[] batch =
                    Patients.hasSynthea() ? Patients.synthea(size, prefix) : Patients.small(size, n -> prefix + n, 0);
            all.add(CompletableFuture.runAsync(() -> {
                while (System.nanoTime() < end) {
                    persisted.addAndGet(ehrs.get(mode).put(batch).persistedCount());
                }
            }));
        }
        all.forEach(CompletableFuture::join);
        return persisted.get();
    }
}
