package dev.fhirgateway.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The product, or what others would write in its place, between clients and a registry, in a process of its own. */
final class Relay implements AutoCloseable {
    /** Settings of the product that are to be tried, with commas between them. */
    private static final String FURTHER_SETTINGS = System.getProperty("bench.settings", "");

    /** The calls at once that each of them makes. */
    static final int AT_ONCE = 64;

    private final String name;
    private final ProductProcess process;
    private final Load clients;
    private final Path folder;

    /**
     * What it did.
     *
     * @param cpu user and system time of its process, in microseconds a Patient
     * @param rate Patients a second
     * @param median of the batches, in milliseconds
     */
    record Seen(double cpu, double rate, double median) {}

    private Relay(String name, ProductProcess process, Path folder) throws InterruptedException {
        this.name = name;
        this.process = process;
        this.clients = new Load(process.url(), Shape.MOST_CLIENTS);
        this.folder = folder;
        check();
    }

    /**
     * The product as it comes, with a folder of its own that is deleted at its end.
     *
     * @param heap such as {@code 1g}
     * @param settings beside those that it has to have, such as {@code gateway.delivery.concurrency=512}
     */
    static Relay product(URI registry, String heap, String... settings) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("relay");
        List<String> args = new ArrayList<>(settings(registry));
        Pattern.compile(",")
                .splitAsStream(FURTHER_SETTINGS)
                .filter(setting -> !setting.isEmpty())
                .map(setting -> "--" + setting)
                .forEach(args::add);
        Arrays.stream(settings).map(setting -> "--" + setting).forEach(args::add);
        return new Relay("product", ProductProcess.start(folder, heap, "/fhir", args), folder);
    }

    /** The settings that the product has to have. */
    static List<String> settings(URI registry) {
        return List.of(
                "--gateway.mode=development",
                "--gateway.http.port=0",
                "--gateway.registry.url=" + registry,
                "--gateway.registry.api-key=stub");
    }

    static Relay handJava(URI registry) throws IOException, InterruptedException {
        return peer("hand-java", HandJava.class, registry);
    }

    static Relay camelJsonPar(URI registry) throws IOException, InterruptedException {
        return peer("camel-json-par", CamelJsonPar.class, registry);
    }

    private static Relay peer(String name, Class<?> main, URI registry) throws IOException, InterruptedException {
        Path none = Files.createTempDirectory("relay");
        return new Relay(name, ProductProcess.start(main, "1g", "/fhir", List.of(registry.toString())), none);
    }

    /** What is measured has to be done: each Patient comes back with what the registry told. */
    private void check() throws InterruptedException {
        Buffer answer = clients.ask(put(Buffer.buffer(Patients.realistic(3, "check-"))));
        JsonArray entries = answer == null ? new JsonArray() : new JsonArray(answer);
        boolean done = entries.size() == 3
                && entries.stream().map(JsonObject.class::cast).allMatch(entry -> entry.getJsonObject(
                                "meta", new JsonObject())
                        .containsKey("lastUpdated"));
        if (!done) {
            throw new IllegalStateException(name + " does not do its work: " + answer);
        }
    }

    String name() {
        return name;
    }

    ProductProcess process() {
        return process;
    }

    /** Sends to it for so long. Each client sends its own Patients, again and again. */
    Seen send(Shape shape, Duration time) throws InterruptedException {
        List<Buffer> batches = shape.batches();
        Duration before = process.cpu();
        long start = System.nanoTime();
        Duration[] times = clients.sendFor(time, shape.clients(), client -> n -> put(batches.get(client)));
        double seconds = (System.nanoTime() - start) / 1e9;
        double patients = (double) times.length * shape.size();
        return new Seen(
                process.cpu().minus(before).toNanos() / 1e3 / patients,
                patients / seconds,
                Figures.percentile(times, 0.5));
    }

    /** Until its JVM has compiled what it needs. */
    void warmUp(Duration time) throws InterruptedException {
        send(new Shape(100, Shape.MOST_CLIENTS), time.dividedBy(2));
        send(new Shape(1_000, 1), time.dividedBy(2));
    }

    /** Sends one batch. */
    void send(byte[] batch) throws InterruptedException {
        clients.send(1, 1, n -> put(Buffer.buffer(batch)));
    }

    private Load.Call put(Buffer batch) {
        return new Load.Call(HttpMethod.PUT, process.url().getPath(), batch);
    }

    @Override
    public void close() throws IOException {
        clients.close();
        process.close();
        delete(folder);
    }

    /** With all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
