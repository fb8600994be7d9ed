package dev.fhirgateway.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A {@link StubRegistry}, or another kind, in a process of its own. */
final class StubProcess implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ProductProcess process;

    private StubProcess(ProductProcess process) {
        this.process = process;
    }

    static StubProcess start() throws IOException {
        return start(StubRegistry.class);
    }

    /**
     * As above, of another kind.
     *
     * @param stub a main class that tells its URL and takes {@code PUT /stub}
     */
    static StubProcess start(Class<?> stub) throws IOException {
        return new StubProcess(ProductProcess.start(stub, "2g"));
    }

    URI url() {
        return process.url();
    }

    /** Starts anew, with nothing stored and nothing remembered. */
    void reset(Weather weather) throws IOException, InterruptedException {
        HttpRequest request = request()
                .PUT(BodyPublishers.ofString(weather.toJson().encode()))
                .build();
        http.send(request, BodyHandlers.discarding());
    }

    /** What it got since then. */
    CallLog log() throws IOException, InterruptedException {
        String log = http.send(request().build(), BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
        return CallLog.read(new JsonObject(log));
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(process.url().resolve("/stub"));
    }

    @Override
    public void close() {
        process.close();
    }
}
