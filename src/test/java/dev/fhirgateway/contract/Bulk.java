package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Sends bulk requests. */
final class Bulk {
    private Bulk() {}

    /** Sends operations on resources; gives the answer as it came. */
    static Reply sent(Talk talk, JsonNode... operations) {
        return sent(talk, "resources", operations);
    }

    /** Sends operations on resources or on relationships; gives the answer as it came. */
    static Reply sent(Talk talk, String kind, JsonNode... operations) {
        return talk.post(talk.at(kind + "/bulk"), Json.of("operations", List.of(operations)))
                .enabled();
    }

    /** Sends operations on resources, and gives their task when it has come to its end. */
    static Reply done(Talk talk, JsonNode... operations) {
        return ended(talk, sent(talk, operations));
    }

    /** The task of an accepted request when it has come to its end. */
    static Reply ended(Talk talk, Reply sent) {
        return talk.ended(sent.is(202).body().path("taskId").asText());
    }
}
