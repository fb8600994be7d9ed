package dev.fhirgateway.closing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a gateway says when it does not do what it was asked for. */
final class Refusal {
    private Refusal() {}

    /** In a line. */
    static String of(int status, String body) {
        String words;
        try {
            words = new ObjectMapper().readTree(body).at("/issue/0/diagnostics").asText();
        } catch (JsonProcessingException noOutcome) {
            words = "";
        }
        return "the gateway answers " + status + (words.isEmpty() ? "" : ": " + words);
    }
}
