package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.contract.Given.Link;
import java.util.List;

/** Reads of one relationship, by all that names it. */
final class RelationshipIdRows {
    private static final String POST = "POST relationships/{type}";
    private static final String GET = "GET relationships/{type}/{id}";

    private RelationshipIdRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "relationship-id",
                        POST,
                        "source 004",
                        "the id of a relationship is {fromId}.{toId}",
                        RelationshipIdRows::id),
                new ContractRow(
                        "relationship-get",
                        GET,
                        "docs",
                        "a read is 200 with the bare record, without an envelope",
                        RelationshipIdRows::get),
                new ContractRow(
                        "relationship-get-missing",
                        GET,
                        "inferred",
                        "a read of a relationship that is not there is 404 NOT_FOUND",
                        RelationshipIdRows::getMissing),
                new ContractRow(
                        "relationship-short-id",
                        GET,
                        "our decision 14.8",
                        "the former short id {fromId},{toId} is understood",
                        RelationshipIdRows::shortId),
                new ContractRow(
                        "relationship-long-id",
                        GET,
                        "our decision 14.8",
                        "the former long id {fromType}.{fromId},{toType}.{toId} is understood",
                        RelationshipIdRows::longId),
                new ContractRow(
                        "relationship-by-identifier",
                        GET,
                        "docs",
                        "the notation {system}:{value}:{use} of an identifier names the relationship",
                        RelationshipIdRows::byIdentifier));
    }

    private static void id(Talk talk) {
        Place from = Given.stored(talk, talk.subjects().resource());
        Place to = Given.stored(talk, talk.subjects().other());
        Place place = Given.linkPlace(talk, from, to);
        Reply reply = talk.post(
                talk.at("relationships/" + place.type()),
                Given.link(from, to, talk.subjects().relationship().data()));
        if (reply.status() == 202) {
            talk.settled(reply).text("/receipts/0/id", place.id());
        } else {
            reply.is(201).ofRecord().text("/id", place.id());
        }
    }

    private static void get(Talk talk) {
        Link link = Given.linked(talk);
        talk.get(link.place().path())
                .is(200)
                .text("/id", link.place().id())
                .text("/from/id", link.from().id())
                .text("/to/id", link.to().id())
                .hasNo("/relationship")
                .hasNo("/resource");
    }

    private static void getMissing(Talk talk) {
        Place from = talk.newPlace(talk.subjects().resource());
        Place to = talk.newPlace(talk.subjects().other());
        talk.get(Given.linkPlace(talk, from, to).path()).refused(404, "NOT_FOUND");
    }

    private static void shortId(Talk talk) {
        Link link = Given.linked(talk);
        readAs(talk, link, link.from().id() + "," + link.to().id());
    }

    private static void longId(Talk talk) {
        Link link = Given.linked(talk);
        readAs(
                talk,
                link,
                link.from().type() + "." + link.from().id() + "," + link.to().type() + "."
                        + link.to().id());
    }

    private static void byIdentifier(Talk talk) {
        Place from = Given.stored(talk, talk.subjects().resource());
        Place to = Given.stored(talk, talk.subjects().other());
        Place place = Given.linkPlace(talk, from, to);
        String value = talk.newName();
        ObjectNode body = Given.link(from, to, talk.subjects().relationship().data());
        body.set("meta", Json.of("identifier", List.of(Json.of("system", "contract", "value", value, "use", "test"))));
        Given.require(
                talk.settled(talk.post(talk.at("relationships/" + place.type()), body)),
                "a relationship with an identifier");
        readAs(talk, new Link(from, to, place), "contract:" + value + ":test");
    }

    private static void readAs(Talk talk, Link link, String id) {
        talk.get(talk.at("relationships/" + link.place().type() + "/" + id))
                .is(200)
                .text("/from/id", link.from().id())
                .text("/to/id", link.to().id());
    }
}
