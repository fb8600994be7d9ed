package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.contract.Subjects.Subject;
import java.time.Instant;
import java.util.List;

/** What a client may say about the history of a record, and what it may not ({@code source 002}). */
final class MetadataRows {
    private static final String PUT = "PUT resources/{type}/{id}";
    private static final String CREATED = "2023-12-12T15:30:10.0000Z";
    private static final String UPDATED = "2023-12-12T15:31:10.0000Z";
    private static final String IDENTIFIER =
            """
            {"system":"contract","use":"test","value":"%s","period":{"start":"2020-01-01","end":"2021-01-01"}}""";

    private MetadataRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "meta-post",
                        "POST resources/{type}",
                        "source 002",
                        "a create takes createdAt, updatedAt and identifiers",
                        MetadataRows::post),
                new ContractRow(
                        "meta-put", PUT, "source 002", "a put that creates takes them as well", MetadataRows::put),
                new ContractRow(
                        "meta-update",
                        PUT,
                        "source 002",
                        "a put that updates does not: createdAt stays",
                        MetadataRows::update),
                new ContractRow(
                        "meta-relationship",
                        "POST relationships/{type}",
                        "source 002",
                        "a create of a relationship takes them",
                        MetadataRows::relationship),
                new ContractRow(
                        "meta-bulk",
                        "POST resources/bulk",
                        "source 002",
                        "an UPSERT of a bulk request that creates takes them",
                        MetadataRows::bulk),
                refusal(
                        "meta-no-created",
                        "updatedAt without createdAt is 400 INVALID_ARGUMENT",
                        "{\"updatedAt\":\"" + UPDATED + "\"}"),
                refusal(
                        "meta-order",
                        "updatedAt before createdAt is 400 INVALID_ARGUMENT",
                        "{\"createdAt\":\"" + UPDATED + "\",\"updatedAt\":\"" + CREATED + "\"}"),
                refusal(
                        "meta-created-future",
                        "createdAt in the future is 400 INVALID_ARGUMENT",
                        "{\"createdAt\":\"2999-01-01T00:00:00Z\"}"),
                refusal(
                        "meta-updated-future",
                        "updatedAt in the future is 400 INVALID_ARGUMENT",
                        "{\"createdAt\":\"" + CREATED + "\",\"updatedAt\":\"2999-01-01T00:00:00Z\"}"),
                refusal(
                        "meta-doubled",
                        "two identifiers of one system, use and value are 400 INVALID_ARGUMENT",
                        "{\"identifier\":[" + IDENTIFIER.formatted("a-1") + "," + IDENTIFIER.formatted("a-1") + "]}"),
                refusal(
                        "meta-use",
                        "an identifier with the use source is 400 INVALID_ARGUMENT",
                        "{\"identifier\":[{\"system\":\"contract\",\"value\":\"a-1\",\"use\":\"source\"}]}"),
                refusal(
                        "meta-system",
                        "an identifier of the system mdm is 400 INVALID_ARGUMENT",
                        "{\"identifier\":[{\"system\":\"mdm\",\"value\":\"a-1\",\"use\":\"test\"}]}"));
    }

    private static ContractRow refusal(String id, String statement, String meta) {
        return new ContractRow(id, PUT, "source 002", statement, talk -> {
            Subject subject = talk.subjects().resource();
            ObjectNode body = Given.body(subject).set("meta", Json.read(meta));
            talk.settled(talk.put(talk.newPlace(subject).path(), body)).refused(400, "INVALID_ARGUMENT");
        });
    }

    private static void post(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place place = talk.newPlace(subject);
        JsonNode identifier = Json.read(IDENTIFIER.formatted(place.id()));
        ObjectNode body = Given.body(subject).put("id", place.id()).set("meta", meta(identifier));
        talk.settled(talk.post(talk.at("resources/" + subject.type()), body)).is(200, 201);
        honoured(talk.get(place.path()), identifier);
    }

    private static void put(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place place = talk.newPlace(subject);
        JsonNode identifier = Json.read(IDENTIFIER.formatted(place.id()));
        talk.settled(talk.put(place.path(), Given.body(subject).set("meta", meta(identifier))))
                .is(200, 201);
        honoured(talk.get(place.path()), identifier);
    }

    private static void update(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place place = Given.stored(talk, subject);
        Instant created = created(talk.get(place.path()));
        ObjectNode body = Given.body(subject).set("meta", Json.of("createdAt", CREATED));
        talk.settled(talk.put(place.path(), body)).is(200);
        Reply read = talk.get(place.path());
        read.holds(created(read).equals(created), "meta.createdAt as before");
    }

    private static void relationship(Talk talk) {
        Place from = Given.stored(talk, talk.subjects().resource());
        Place to = Given.stored(talk, talk.subjects().other());
        Place place = Given.linkPlace(talk, from, to);
        JsonNode identifier = Json.read(IDENTIFIER.formatted(talk.newName()));
        ObjectNode body = Given.link(from, to, talk.subjects().relationship().data());
        body.set("meta", meta(identifier));
        talk.settled(talk.post(talk.at("relationships/" + place.type()), body)).is(200, 201);
        honoured(talk.get(place.path()), identifier);
    }

    private static void bulk(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place place = talk.newPlace(subject);
        JsonNode identifier = Json.read(IDENTIFIER.formatted(place.id()));
        Bulk.done(talk, Operations.upsert(place, Given.body(subject).set("meta", meta(identifier))));
        honoured(talk.get(place.path()), identifier);
    }

    private static ObjectNode meta(JsonNode identifier) {
        return Json.of("createdAt", CREATED, "updatedAt", UPDATED, "identifier", List.of(identifier));
    }

    private static void honoured(Reply read, JsonNode identifier) {
        read.is(200).holds(created(read).equals(Instant.parse(CREATED)), "meta.createdAt as it was sent");
        Instant updated = Forms.time(read.body().at("/meta/updatedAt").asText());
        read.holds(updated.equals(Instant.parse(UPDATED)), "meta.updatedAt as it was sent");
        for (String part : List.of("/system", "/use", "/value", "/period/start", "/period/end")) {
            read.text("/meta/identifier/0" + part, identifier.at(part).asText());
        }
    }

    private static Instant created(Reply read) {
        return Forms.time(read.body().at("/meta/createdAt").asText());
    }
}
