package dev.fhirgateway.bench;

import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Many Patients as NDJSON, in a file, sent to the product as one job and followed to its end. */
final class LargeJob implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int count;
    private final Path file;

    LargeJob(int count) throws IOException {
        this.count = count;
        this.file = Files.createTempFile("large-job", ".ndjson");
        IntFunction<String> patients = Patients.realistic("job-");
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (int i = 0; i < count; i++) {
                lines.append(patients.apply(i)).append('\n');
            }
        }
    }

    /** How large it is, in MB. */
    long megabytes() throws IOException {
        return Files.size(file) / 1_000_000;
    }

    /**
     * Sends it, and waits until all is delivered.
     *
     * @throws IllegalStateException when not each Patient is persisted
     */
    void send(URI gateway) throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(gateway)
                .header("Content-Type", "application/fhir+ndjson")
                .header("Prefer", "respond-async")
                .PUT(BodyPublishers.ofFile(file))
                .build();
        HttpResponse<String> answer = http.send(put, BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
        URI job =
                gateway.resolve(answer.headers().firstValue("Content-Location").orElseThrow());
        HttpRequest ask = HttpRequest.newBuilder(job).build();
        HttpResponse<String> status = http.send(ask, BodyHandlers.ofString());
        while (status.statusCode() == 202) {
            TimeUnit.MILLISECONDS.sleep(500);
            status = http.send(ask, BodyHandlers.ofString());
        }
        int persisted = new JsonObject(status.body()).getJsonObject("counts").getInteger("persisted");
        if (persisted != count) {
            throw new IllegalStateException("of " + count + " Patients " + persisted + " were persisted");
        }
    }

    @Override
    public void close() throws IOException {
        Files.delete(file);
    }
}
