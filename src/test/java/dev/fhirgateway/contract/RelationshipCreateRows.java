package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.contract.Given.Link;
import java.util.List;

/** Creates of a relationship. */
final class RelationshipCreateRows {
    private static final String POST = "POST relationships/{type}";

    private RelationshipCreateRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "relationship-post",
                        POST,
                        "source 004",
                        "a create is 201 PERSISTED with the record below one key",
                        RelationshipCreateRows::post),
                new ContractRow(
                        "relationship-key",
                        POST,
                        "our decision 14.3",
                        "the key of the record is relationship",
                        RelationshipCreateRows::key),
                new ContractRow(
                        "relationship-exists",
                        POST,
                        "inferred",
                        "a second create between the same ends is 409 ALREADY_EXISTS",
                        RelationshipCreateRows::exists),
                new ContractRow(
                        "relationship-no-end",
                        POST,
                        "inferred",
                        "a create to a record that is not there is refused: 400 FAILED_PRECONDITION or 404 NOT_FOUND",
                        RelationshipCreateRows::noEnd),
                new ContractRow(
                        "relationship-ends-required",
                        POST,
                        "docs",
                        "a create without an end is 400 INVALID_ARGUMENT",
                        RelationshipCreateRows::endsRequired));
    }

    private static void post(Talk talk) {
        Reply reply = created(talk).persisted(201);
        reply.ofRecord()
                .text("/type", talk.subjects().relationship().type())
                .text("/from/type", talk.subjects().resource().type())
                .text("/to/type", talk.subjects().other().type());
    }

    private static void key(Talk talk) {
        created(talk).persisted(201).has("/relationship/id");
    }

    private static void exists(Talk talk) {
        Link link = Given.linked(talk);
        talk.settled(talk.post(endpoint(talk), Given.link(link.from(), link.to(), data(talk))))
                .refused(409, "ALREADY_EXISTS");
    }

    private static void noEnd(Talk talk) {
        Place from = Given.stored(talk, talk.subjects().resource());
        Place nowhere = talk.newPlace(talk.subjects().other());
        Given.linkPlace(talk, from, nowhere);
        Reply reply = talk.settled(talk.post(endpoint(talk), Given.link(from, nowhere, data(talk))));
        reply.refused(reply.status() == 404 ? 404 : 400, "FAILED_PRECONDITION", "NOT_FOUND");
    }

    private static void endsRequired(Talk talk) {
        Place from = Given.stored(talk, talk.subjects().resource());
        talk.post(endpoint(talk), Json.of("from", from.end(), "data", data(talk)))
                .refused(400, "INVALID_ARGUMENT");
    }

    /** The answer to a create between two new records. */
    static Reply created(Talk talk) {
        Place from = Given.stored(talk, talk.subjects().resource());
        Place to = Given.stored(talk, talk.subjects().other());
        Given.linkPlace(talk, from, to);
        return talk.post(endpoint(talk), Given.link(from, to, data(talk)));
    }

    private static JsonNode data(Talk talk) {
        return talk.subjects().relationship().data();
    }

    private static String endpoint(Talk talk) {
        return talk.at("relationships/" + talk.subjects().relationship().type());
    }
}
