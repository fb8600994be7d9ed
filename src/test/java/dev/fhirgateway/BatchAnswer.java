package dev.fhirgateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/** What an EHR got back for a batch. */
record BatchAnswer(HttpResponse<String> http) {
    /** Keeps the digits of numbers: {@code 1.50} is not {@code 1.5}. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    int status() {
        return http.statusCode();
    }

    /** The header's value, or nothing. */
    String header(String name) {
        return http.headers().firstValue(name).orElse("");
    }

    String counts() {
        return header("X-Batch-Counts");
    }

    String text() {
        return http.body();
    }

    JsonNode json() {
        try {
            return JSON.readTree(text());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> slots() {
        return StreamSupport.stream(json().spliterator(), false).toList();
    }

    /** The {@code id} in every slot; empty for an outcome, which has none. */
    List<String> ids() {
        return slots().stream().map(slot -> slot.path("id").asText()).toList();
    }

    /** Who is to blame for the failed entry in this slot. */
    static String blame(JsonNode slot) {
        return slot.at("/issue/0/details/coding/0/code").asText();
    }

    static String diagnostics(JsonNode slot) {
        return slot.at("/issue/0/diagnostics").asText();
    }
}
