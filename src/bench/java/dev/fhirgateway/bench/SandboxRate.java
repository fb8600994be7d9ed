package dev.fhirgateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.demo.PatientGenerator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Is the sandbox the bottleneck of the gateway in front of it? Each round puts the same patients once through the
 * gateway into the sandbox, and once, as the gateway translated them, straight into the sandbox. One run, one machine:
 * what counts is the ratio.
 */
public final class SandboxRate {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATIENTS = "/sources/%s/v1/resources/patient/";
    private static final int BATCH = 100;
    private static final int CLIENTS = 16;
    private static final int AT_ONCE = 64;

    private final int patients;

    private SandboxRate(int patients) {
        this.patients = patients;
    }

    /**
     * Prints the rates.
     *
     * @param args how many patients a round has; 20000 when not given
     */
    public static void main(String[] args) throws Exception {
        int patients = args.length == 0 ? 20_000 : Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("sandbox-rate");
        SandboxRate rate = new SandboxRate(patients);
        rate.run("in memory", List.of());
        rate.run("in a file", List.of("--store", folder.resolve("sandbox.db").toString()));
    }

    private void run(String name, List<String> store) throws Exception {
        List<String> sandboxArgs = new ArrayList<>(List.of("sandbox", "--port", "0"));
        sandboxArgs.addAll(store);
        System.out.printf("%nSandbox %s: %d patients a round%n", name, patients);
        System.out.printf("%8s %22s %22s %8s%n", "round", "through the gateway/s", "straight in/s", "ratio");
        try (ProductProcess sandbox = ProductProcess.start("1g", "", sandboxArgs);
                ProductProcess gateway = gateway(sandbox);
                Load toGateway = new Load(gateway.url(), CLIENTS);
                Load toSandbox = new Load(sandbox.url(), AT_ONCE)) {
            List<Buffer> batches = batches();
            round("warm-up", sandbox, gateway, toGateway, toSandbox, batches);
            for (int i = 1; i <= 3; i++) {
                round(Integer.toString(i), sandbox, gateway, toGateway, toSandbox, batches);
            }
        }
    }

    private void round(
            String name,
            ProductProcess sandbox,
            ProductProcess gateway,
            Load toGateway,
            Load toSandbox,
            List<Buffer> batches)
            throws Exception {
        Duration gatewayBefore = gateway.cpu();
        double through = toGateway.send(
                batches.size(),
                CLIENTS,
                n -> new Load.Call(HttpMethod.PUT, gateway.url().getPath(), batches.get(n)));
        Duration gatewayTook = gateway.cpu().minus(gatewayBefore);
        List<Buffer> writes = writes(toSandbox);
        Duration sandboxBefore = sandbox.cpu();
        double straight = toSandbox.send(
                patients,
                AT_ONCE,
                n -> new Load.Call(
                        HttpMethod.PUT, PATIENTS.formatted("straight") + "bench-" + n, writes.get(n % writes.size())));
        Duration sandboxTook = sandbox.cpu().minus(sandboxBefore);
        System.out.printf(
                Locale.ROOT,
                "%8s %22.0f %22.0f %8.1f   CPU a patient: gateway %.0f us, sandbox %.0f us, ratio %.1f%n",
                name,
                patients / through,
                patients / straight,
                through / straight,
                gatewayTook.toNanos() / 1e3 / patients,
                sandboxTook.toNanos() / 1e3 / patients,
                (double) gatewayTook.toNanos() / sandboxTook.toNanos());
    }

    /** The first hundred as they were stored, made into the bodies of writes. */
    private static List<Buffer> writes(Load sandbox) throws Exception {
        List<Buffer> writes = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            JsonNode stored = JSON.readTree(
                    sandbox.get(PATIENTS.formatted("default") + "bench-" + i).getBytes());
            ObjectNode write = JSON.createObjectNode();
            write.set("data", stored.path("data"));
            write.putObject("meta").set("identifier", stored.path("meta").path("identifier"));
            if (stored.has("contained")) {
                write.set("contained", stored.path("contained"));
            }
            writes.add(Buffer.buffer(write.toString()));
        }
        return writes;
    }

    private List<Buffer> batches() {
        PatientGenerator generator = new PatientGenerator(11);
        return IntStream.range(0, patients / BATCH)
                .mapToObj(batch -> Buffer.buffer(IntStream.range(0, BATCH)
                        .mapToObj(n -> generator
                                .next()
                                .put("id", "bench-" + (batch * BATCH + n))
                                .toString())
                        .collect(Collectors.joining(",", "[", "]"))))
                .toList();
    }

    private static ProductProcess gateway(ProductProcess sandbox) throws IOException {
        Path ledger = Files.createTempDirectory("sandbox-rate");
        return ProductProcess.start(
                "1g",
                "/fhir",
                List.of(
                        "--gateway.mode=development",
                        "--gateway.http.port=0",
                        "--gateway.ledger.folder=" + ledger,
                        "--gateway.registry.url=" + sandbox.url(),
                        "--gateway.registry.api-key=sandbox"));
    }
}
