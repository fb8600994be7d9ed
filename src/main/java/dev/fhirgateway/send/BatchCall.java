package dev.fhirgateway.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts a batch to the gateway and reads what it says ({@code fhir-side section 1}). */
final class BatchCall {
    private static final Set<Integer> OF_ENTRIES = Set.of(200, 202, 207, 422, 503);
    private static final Set<Integer> LATER = Set.of(408, 409, 425, 429, 500, 502, 503, 504);
    private static final int TOO_LARGE = 413;
    private static final int UNDELIVERED = 503;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GatewayHttp http;
    private final Clock clock;

    BatchCall(GatewayHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Whatever goes wrong is an answer, too. */
    Answer put(Chunk chunk) {
        HttpRequest put = http.request(http.base())
                .setHeader("Content-Type", "application/fhir+json")
                .setHeader("Accept", "application/fhir+json, application/json")
                .setHeader("Prefer", "return=minimal")
                .PUT(BodyPublishers.ofByteArray(chunk.body()))
                .build();
        try {
            return read(http.call(put, BodyHandlers.ofByteArray()), chunk.size());
        } catch (IOException e) {
            return GatewayHttp.noAnswer(e);
        }
    }

    private Answer read(HttpResponse<byte[]> response, int size) {
        JsonNode body = tree(response.body());
        Optional<List<EntryEnd>> ends =
                OF_ENTRIES.contains(response.statusCode()) ? ends(body.path("results"), size) : Optional.empty();
        if (ends.isPresent()) {
            return new Answer.Results(ends.get(), ComeBack.of(response.headers(), clock));
        }
        return withoutResults(response, body, clock);
    }

    /** The same of any request, when its answer is no success. */
    static Answer withoutResults(HttpResponse<?> response, JsonNode body, Clock clock) {
        int status = response.statusCode();
        String told = body.path("issue").path(0).path("diagnostics").asText();
        String reason = "HTTP " + status + (told.isEmpty() ? "" : ": " + told);
        if (status == TOO_LARGE) {
            return new Answer.TooLarge(reason);
        }
        return LATER.contains(status) || status / 100 == 2
                ? new Answer.Later(ComeBack.of(response.headers(), clock), reason)
                : new Answer.Refused(reason);
    }

    /** The JSON of an answer; an empty tree when it is none, as that of a proxy that stands between. */
    static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    private static Optional<List<EntryEnd>> ends(JsonNode results, int size) {
        List<EntryEnd> ends = new ArrayList<>(size);
        for (JsonNode result : results) {
            Optional<Outcome> outcome = Outcome.named(result.path("status").asText());
            if (result.path("index").asInt(-1) != ends.size() || outcome.isEmpty()) {
                return Optional.empty();
            }
            boolean helped =
                    outcome.get() == Outcome.FAILED && result.path("httpStatus").asInt() == UNDELIVERED;
            ArrayNode issues = result.path("issue") instanceof ArrayNode told ? told : JSON.createArrayNode();
            ends.add(new EntryEnd(outcome.get(), helped, issues));
        }
        return ends.size() == size ? Optional.of(ends) : Optional.empty();
    }
}
