package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.contract.Subjects.Subject;
import java.util.List;
import java.util.Optional;

/** Sends bundles. */
final class Bundles {
    private Bundles() {}

    /** Sends operations on resources; gives the answer as it came. */
    static Reply sent(Talk talk, JsonNode... operations) {
        return sent(talk, List.of(operations), List.of());
    }

    static Reply sent(Talk talk, List<JsonNode> resources, List<JsonNode> relationships) {
        return talk.post(
                        talk.at("bundle"),
                        Json.of("resourceOperations", resources, "relationshipOperations", relationships))
                .enabled();
    }

    /** An operation that makes a record. */
    static JsonNode upsertNew(Talk talk) {
        Subject subject = talk.subjects().resource();
        return Operations.upsert(talk.newPlace(subject), Given.body(subject));
    }

    /** The record of this type that a bundle was to create, to be deleted at the end. */
    static Place created(Talk talk, Reply sent, Subject subject) {
        Reply settled = talk.settled(sent.is(201, 202));
        return idOf(sent, subject)
                .or(() -> idOf(settled, subject))
                .or(() -> idOf(task(talk, sent), subject))
                .map(id -> talk.place(subject.type(), id))
                .orElseThrow(() ->
                        talk.untold(subject.type(), "neither the answer nor its task tells the ids that were chosen"));
    }

    private static Reply task(Talk talk, Reply sent) {
        return talk.get(talk.at("tasks/" + sent.body().path("taskId").asText() + "?withReceipts=true"));
    }

    /** Wherever it stands: how the answer lists what was done is not documented. */
    private static Optional<String> idOf(Reply reply, Subject subject) {
        return reply.body().findParents("id").stream()
                .filter(record -> record.path("type").asText().equals(subject.type()))
                .map(record -> record.path("id").asText())
                .findFirst();
    }
}
