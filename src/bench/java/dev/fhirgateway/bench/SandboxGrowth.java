package dev.fhirgateway.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Does a write cost the same however much the sandbox holds? Fills one with new records of 1.5 KB, a tenth at a time, and
 * tells what each tenth cost.
 */
public final class SandboxGrowth {
    private static final int AT_ONCE = 64;
    private static final int PARTS = 10;
    private static final String DATA = "x".repeat(100);

    private SandboxGrowth() {}

    /**
     * Prints the costs.
     *
     * @param args how many records; a million when not given
     */
    public static void main(String[] args) throws Exception {
        int records = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("sandbox-growth");
        fill("in memory", records, List.of());
        fill(
                "in a file",
                records,
                List.of("--store", folder.resolve("sandbox.db").toString()));
    }

    private static void fill(String name, int records, List<String> store) throws Exception {
        List<String> args = new ArrayList<>(List.of("sandbox", "--port", "0"));
        args.addAll(store);
        System.out.printf("%nSandbox %s%n%12s %10s %22s%n", name, "records", "PUT/s", "CPU a PUT (us)");
        try (ProductProcess sandbox = ProductProcess.start("4g", "", args);
                Load load = new Load(sandbox.url(), AT_ONCE)) {
            int part = records / PARTS;
            for (int i = 0; i < PARTS; i++) {
                int first = i * part;
                Duration before = sandbox.cpu();
                double took = load.send(part, AT_ONCE, n -> put(first + n));
                System.out.printf(
                        Locale.ROOT,
                        "%12d %10.0f %22.0f%n",
                        first + part,
                        part / took,
                        sandbox.cpu().minus(before).toNanos() / 1e3 / part);
            }
        }
    }

    /** Ids in no order, as those of an EHR are to the registry. */
    private static Load.Call put(int n) {
        String id = Long.toHexString(n * 0x9E3779B97F4A7C15L);
        StringBuilder body = new StringBuilder(1_600).append("{\"data\":{");
        for (int i = 0; i < 13; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("\"element")
                    .append(i)
                    .append("\":\"")
                    .append(DATA)
                    .append('"');
        }
        return new Load.Call(
                HttpMethod.PUT,
                "/sources/growth/v1/resources/patient/p" + id,
                Buffer.buffer(body.append("}}").toString()));
    }
}
