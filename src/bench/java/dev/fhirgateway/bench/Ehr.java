package dev.fhirgateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of the gateway that bears a token of its own. */
final class Ehr {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PERSISTED = Pattern.compile("persisted=(\\d+)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI gateway;
    private final String token;

    Ehr(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /**
     * What came back for a batch.
     *
     * @param counts what the header tells of how the entries ended; empty when there is none
     * @param at when, in milliseconds of the epoch
     */
    record Answer(int status, String counts, String body, Duration took, long at) {
        /** How many entries were persisted, as the header tells it. */
        int persistedCount() {
            Matcher told = PERSISTED.matcher(counts);
            return told.find() ? Integer.parseInt(told.group(1)) : 0;
        }

        /** Whether each entry was persisted, in the order of the batch; empty when the batch was refused as a whole. */
        boolean[] persisted() {
            try {
                JsonNode slots = JSON.readTree(body);
                boolean[] persisted = new boolean[slots.isArray() ? slots.size() : 0];
                for (int i = 0; i < persisted.length; i++) {
                    persisted[i] = slots.get(i).path("resourceType").asText().equals("Patient");
                }
                return persisted;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Sends a batch and waits for its answer, whatever that is. Headers are name and value in turn. */
    Answer put(byte[] batch, String... headers) {
        return putLater(batch, headers).join();
    }

    /** Sends a batch. */
    CompletableFuture<Answer> putLater(byte[] batch, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway)
                .header("Content-Type", "application/fhir+json")
                .header("Authorization", "Bearer " + token)
                .PUT(BodyPublishers.ofByteArray(batch));
        HttpRequest put = (headers.length == 0 ? request : request.headers(headers)).build();
        long start = System.nanoTime();
        return HTTP.sendAsync(put, BodyHandlers.ofString()).thenApply(answer -> answer(answer, start));
    }

    private static Answer answer(HttpResponse<String> answer, long start) {
        return new Answer(
                answer.statusCode(),
                answer.headers().firstValue("X-Batch-Counts").orElse(""),
                answer.body(),
                Duration.ofNanos(System.nanoTime() - start),
                System.currentTimeMillis());
    }
}
