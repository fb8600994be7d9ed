package dev.fhirgateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A job of which the registry refuses every entry, so that each becomes a dead letter: how long their pages take, alone and
 * selected, and how long it takes to have all of them replayed.
 */
public final class DeadLetterFigures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PAGE = 500;
    private static final double MOST_MILLIS = 100;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI gateway;
    private final String token;

    private DeadLetterFigures(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /**
     * Prints them.
     *
     * @param args how many letters; 10,000 when not given
     */
    public static void main(String[] args) throws Exception {
        int letters = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        Path folder = Files.createTempDirectory("dead-letter-figures");
        String token = TestBed.token(Files.createDirectory(folder.resolve("config")), "ehr", "bench");
        try (StubProcess registry = StubProcess.start();
                ProductProcess product = ProductProcess.start(
                        folder,
                        "256m",
                        "/fhir",
                        List.of(
                                "--gateway.http.port=0",
                                "--gateway.registry.url=" + registry.url(),
                                "--gateway.registry.api-key=stub"))) {
            Figures.head();
            new DeadLetterFigures(product.url(), token).run(registry, letters);
            Figures.seen("resident memory at its largest, with -Xmx256m", product.residentPeak() + " MB");
        }
        System.exit(0);
    }

    private void run(StubProcess registry, int letters) throws Exception {
        registry.reset(Weather.storm(0, 1, 0, "422"));
        job(letters);
        for (int round = 0; round < 3; round++) { // the last round is of a JVM that has compiled it
            pages("all", "", letters, round == 2);
            pages("of a type and a blame", "type=Patient&blame=registry-refused&", letters, round == 2);
        }
        registry.reset(Weather.fair(0));
        long start = System.nanoTime();
        call("POST", "/gateway/dead-letters/replay?all=true", BodyPublishers.noBody(), 200, 202);
        until(() -> count("state=open,waiting,replaying&count=1&").isEmpty());
        Figures.seen("all of them replayed, seconds", seconds(start));
    }

    private void job(int entries) throws Exception {
        byte[] batch =
                Patients.hasSynthea() ? Patients.synthea(entries, "d-") : Patients.small(entries, i -> "d-" + i, 0);
        long start = System.nanoTime();
        HttpRequest put = request(gateway)
                .header("Content-Type", "application/fhir+json")
                .header("Prefer", "respond-async")
                .PUT(BodyPublishers.ofByteArray(batch))
                .build();
        HttpResponse<String> taken = http.send(put, BodyHandlers.ofString());
        URI job = gateway.resolve(taken.headers().firstValue("Content-Location").orElseThrow());
        until(() -> http.send(request(job).build(), BodyHandlers.discarding()).statusCode() == 200);
        Figures.seen("a job of " + entries + " refused entries, seconds", seconds(start));
    }

    private void pages(String what, String selection, int letters, boolean told) throws Exception {
        List<Duration> times = count(selection + "count=" + PAGE + "&");
        if (told) {
            Duration[] all = times.toArray(Duration[]::new);
            Figures.atLeast("pages of " + PAGE + ", " + what, (double) letters / PAGE, all.length);
            Figures.seen("... median, ms", String.format(Locale.ROOT, "%.0f", Figures.percentile(all, .5)));
            Figures.atMost("... the slowest, ms", MOST_MILLIS, Figures.percentile(all, 1));
        }
    }

    /** How long each page took that has letters. */
    private List<Duration> count(String query) throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        String next = "/gateway/dead-letters?" + query;
        while (!next.isEmpty()) {
            long start = System.nanoTime();
            String page = call("GET", next, BodyPublishers.noBody(), 200);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            JsonNode read = JSON.readTree(page);
            if (!read.path("letters").isEmpty()) {
                times.add(took);
            }
            next = read.path("next").asText();
        }
        return times;
    }

    private String call(String method, String path, HttpRequest.BodyPublisher body, int... expected)
            throws IOException, InterruptedException {
        HttpRequest request =
                request(gateway.resolve(path)).method(method, body).build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        for (int status : expected) {
            if (answer.statusCode() == status) {
                return answer.body();
            }
        }
        throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }

    private HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url).header("Authorization", "Bearer " + token);
    }

    /** Something that holds by and by. */
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void until(Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException("not in " + PATIENCE.toMinutes() + " minutes");
            }
            Thread.sleep(100);
        }
    }

    private static String seconds(long start) {
        return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9);
    }
}
