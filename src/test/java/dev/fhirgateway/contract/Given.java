package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.contract.Subjects.Subject;

/** What has to be there before a row can be looked at. Where it cannot be, the row cannot be told. */
final class Given {
    /** A relationship between two records. */
    record Link(Place from, Place to, Place place) {}

    private Given() {}

    /** The least that a write holds. */
    static ObjectNode body(Subject subject) {
        return Json.of("data", subject.data());
    }

    /** A record of this type. */
    static Place stored(Talk talk, Subject subject) {
        return stored(talk, subject, body(subject));
    }

    static Place stored(Talk talk, Subject subject, JsonNode body) {
        Place place = talk.newPlace(subject);
        require(talk.settled(talk.put(place.path(), body)), "a record of " + subject.type());
        return place;
    }

    /** Creates a record whose id the registry chooses, and has it deleted at the end; gives the answer as it came. */
    static Reply created(Talk talk, Subject subject, ObjectNode body) {
        Reply reply = talk.post(talk.at("resources/" + subject.type()), body);
        if (reply.isSuccess()) {
            talk.place(subject.type(), idOf(talk, subject, reply));
        }
        return reply;
    }

    /** Wherever the answer or its task tells it. */
    private static String idOf(Talk talk, Subject subject, Reply reply) {
        JsonNode body = reply.body();
        if (reply.status() != 202) {
            return (body.path("resource").isObject() ? body.path("resource") : body)
                    .path("id")
                    .asText();
        }
        try {
            Reply task = talk.ended(body.path("taskId").asText());
            return task.body().at("/receipts/0/id").asText();
        } catch (CannotTell | Difference noEnd) {
            throw talk.untold(subject.type(), String.valueOf(noEnd.getMessage()));
        }
    }

    /** Two records and a relationship from the first to the second. */
    static Link linked(Talk talk) {
        Place from = stored(talk, talk.subjects().resource());
        Place to = stored(talk, talk.subjects().other());
        Subject relationship = talk.subjects().relationship();
        Reply reply = talk.settled(
                talk.post(talk.at("relationships/" + relationship.type()), link(from, to, relationship.data())));
        require(reply, "a relationship of " + relationship.type());
        return new Link(from, to, linkPlace(talk, from, to));
    }

    /** Where the relationship between two records stands. */
    static Place linkPlace(Talk talk, Place from, Place to) {
        String type = talk.subjects().relationship().type();
        String id = from.id() + "." + to.id();
        Place place = new Place(type, id, talk.at("relationships/" + type + "/" + id));
        talk.written(place.path());
        return place;
    }

    /** The body of the create of a relationship. */
    static ObjectNode link(Place from, Place to, JsonNode data) {
        ObjectNode body = Json.of("from", from.end(), "to", to.end());
        return data.isObject() ? body.set("data", data) : body;
    }

    static void require(Reply reply, String what) {
        if (!reply.isSuccess()) {
            throw new CannotTell(what + " could not be written: " + reply.shown());
        }
    }
}
