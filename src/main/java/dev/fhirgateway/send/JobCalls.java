package dev.fhirgateway.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fhirgateway.intake.ResourceStream;
import dev.fhirgateway.upsert.RequestRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** What is asked of a gateway about a job. A gateway that cannot answer is asked again as long as patience lasts. */
final class JobCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_RESOURCE = 16 << 20;

    private final GatewayHttp http;
    private final Waiting waiting;
    private final Stop stop;
    private final Duration patience;
    private final Latencies latencies;

    JobCalls(GatewayHttp http, Waiting waiting, Stop stop, Duration patience, Latencies latencies) {
        this.http = http;
        this.waiting = waiting;
        this.stop = stop;
        this.patience = patience;
        this.latencies = latencies;
    }

    /**
     * Hands over all that the inputs hold; reads them once more for each try.
     *
     * @return where the job is told of
     */
    URI handOver(Inputs inputs, Consumer<JobLines> watching) throws CannotSend {
        HttpResponse<byte[]> accepted = answered(() -> {
            try (JobLines lines = new JobLines(inputs)) {
                watching.accept(lines);
                try {
                    return http.callUnless(stop, put(lines), BodyHandlers.ofByteArray());
                } finally {
                    lines.check();
                }
            }
        });
        return accepted.headers()
                .firstValue("Content-Location")
                .map(http.base()::resolve)
                .orElseThrow(() -> new CannotSend("the gateway has made no job of it: HTTP " + accepted.statusCode()
                        + " without Content-Location"));
    }

    private HttpRequest put(JobLines lines) {
        return http.upload(http.base())
                .setHeader("Content-Type", "application/fhir+ndjson")
                .setHeader("Prefer", "respond-async")
                .PUT(BodyPublishers.ofByteArrays(lines))
                .build();
    }

    /** How the job stands: 202 while it runs, 200 at its end. */
    HttpResponse<byte[]> status(URI job) throws CannotSend {
        return answered(() -> http.callUnless(stop, http.request(job).GET().build(), BodyHandlers.ofByteArray()));
    }

    /** Gives each resource of a document of a job. */
    void resources(URI document, Consumer<Original> originals) throws CannotSend {
        read(document, body -> new ResourceStream(LONGEST_RESOURCE)
                .read(body, entry -> originals.accept(new Original(entry.index(), entry))));
    }

    /** Gives each line of a document of a job. */
    void lines(URI document, Consumer<JsonNode> lines) throws CannotSend {
        read(document, body -> {
            BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    lines.accept(JSON.readTree(line));
                }
            }
        });
    }

    private void read(URI document, Reading reading) throws CannotSend {
        HttpResponse<InputStream> response = answered(
                () -> http.callUnless(stop, http.request(document).GET().build(), BodyHandlers.ofInputStream()));
        try (InputStream body = response.body()) {
            reading.read(body);
        } catch (IOException | RequestRefused e) {
            throw new CannotSend(document + " could not be read to its end");
        }
    }

    /** The first answer that is a success. */
    private <T> HttpResponse<T> answered(Call<T> call) throws CannotSend {
        long start = System.nanoTime();
        for (int tries = 1; true; tries++) {
            waiting.awaitTurn();
            Answer answer;
            try {
                HttpResponse<T> response = call.make();
                if (response.statusCode() / 100 == 2) {
                    return response;
                }
                answer = BatchCall.withoutResults(response, body(response), Clock.systemUTC());
            } catch (IOException e) {
                answer = GatewayHttp.noAnswer(e);
            }
            if (!(answer instanceof Answer.Later later)) {
                throw new CannotSend("the gateway refuses: " + reason(answer));
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(patience) > 0) {
                throw new CannotSend("given up after " + Words.time(waited) + " (--patience): " + later.reason());
            }
            latencies.addRetry();
            waiting.all(later.comeBack(), tries, later.reason());
        }
    }

    private static JsonNode body(HttpResponse<?> response) throws IOException {
        if (response.body() instanceof InputStream stream) {
            try (stream) {
                return BatchCall.tree(stream.readAllBytes());
            }
        }
        return BatchCall.tree(response.body() instanceof byte[] bytes ? bytes : new byte[0]);
    }

    private static String reason(Answer answer) {
        return answer instanceof Answer.Refused refused
                ? refused.reason()
                : answer instanceof Answer.TooLarge tooLarge ? tooLarge.reason() : "";
    }

    /** One request. */
    @FunctionalInterface
    private interface Call<T> {
        HttpResponse<T> make() throws IOException, CannotSend;
    }

    /** What is done with a document. */
    @FunctionalInterface
    private interface Reading {
        void read(InputStream body) throws IOException;
    }
}
