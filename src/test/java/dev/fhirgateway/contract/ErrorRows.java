package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.contract.Subjects.Subject;
import java.util.List;

/** How calls are refused. That an error is {@code {code,message,type}} with the code of its status is part of each row. */
final class ErrorRows {
    private static final String PUT = "PUT resources/{type}/{id}";

    private ErrorRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "key-missing",
                        "GET /catalog/v1/sources/{sourceKey}",
                        "docs",
                        "a call without a key is 401 UNAUTHENTICATED",
                        ErrorRows::noKey),
                new ContractRow(
                        "key-wrong",
                        "GET /catalog/v1/sources/{sourceKey}",
                        "inferred",
                        "a call with a key that nobody has is 401 UNAUTHENTICATED",
                        ErrorRows::wrongKey),
                new ContractRow(
                        "error-body",
                        PUT,
                        "inferred",
                        "an error is {code,message,type}, its code that of the status",
                        ErrorRows::body),
                new ContractRow(
                        "error-source",
                        "PUT /sources/{sourceKey}/v1/resources/{type}/{id}",
                        "inferred",
                        "a write to a source that is not there is 404 NOT_FOUND",
                        ErrorRows::source),
                new ContractRow(
                        "error-type",
                        PUT,
                        "inferred",
                        "a write of a type that the source does not have is 404 NOT_FOUND",
                        ErrorRows::type),
                new ContractRow(
                        "error-json",
                        PUT,
                        "inferred",
                        "a body that is no JSON is 400 INVALID_ARGUMENT",
                        ErrorRows::json),
                new ContractRow(
                        "error-no-data",
                        PUT,
                        "source 000",
                        "a body without data is 400 INVALID_ARGUMENT",
                        ErrorRows::noData),
                new ContractRow(
                        "error-property",
                        PUT,
                        "our decision 14.13",
                        "a property that the profile does not have is 400 INVALID_ARGUMENT",
                        ErrorRows::property),
                new ContractRow(
                        "error-details",
                        PUT,
                        "inferred",
                        "an error has a detail {code,message,type} for what is wrong",
                        ErrorRows::details),
                new ContractRow(
                        "error-relationship-type",
                        "POST relationships/{type}",
                        "inferred",
                        "a relationship of a type that the source does not have is 404 NOT_FOUND",
                        ErrorRows::relationshipType));
    }

    private static void noKey(Talk talk) {
        talk.withKey(null, Workspace.source(talk.newName())).refused(401, "UNAUTHENTICATED");
    }

    private static void wrongKey(Talk talk) {
        talk.withKey(talk.newName(), Workspace.source(talk.newName())).refused(401, "UNAUTHENTICATED");
    }

    private static void body(Talk talk) {
        talk.get(talk.newPlace(talk.subjects().resource()).path())
                .refused(404)
                .matches("/type", "[A-Z_]+")
                .hasNo("/resource")
                .hasNo("/status");
    }

    private static void source(Talk talk) {
        Subject subject = talk.subjects().resource();
        String path = "/sources/" + talk.newName() + "/v1/resources/" + subject.type() + "/" + talk.newName();
        Reply reply = talk.put(path, Given.body(subject));
        if (reply.isSuccess()) {
            talk.written(path);
        }
        if (reply.status() == 202) {
            throw new CannotTell("the write was ACCEPTED, and what its task did is told by that source alone");
        }
        reply.refused(404, "NOT_FOUND");
    }

    private static void type(Talk talk) {
        Place place = talk.place(talk.newName(), talk.newName());
        talk.put(place.path(), Given.body(talk.subjects().resource())).refused(404, "NOT_FOUND");
    }

    private static void json(Talk talk) {
        Place place = talk.newPlace(talk.subjects().resource());
        talk.raw("PUT", place.path(), "{\"data\":{").refused(400, "INVALID_ARGUMENT");
    }

    private static void noData(Talk talk) {
        Place place = talk.newPlace(talk.subjects().resource());
        talk.put(place.path(), Json.of()).refused(400, "INVALID_ARGUMENT");
    }

    private static void property(Talk talk) {
        withUnknownProperty(talk).refused(400, "INVALID_ARGUMENT");
    }

    private static void details(Talk talk) {
        withUnknownProperty(talk)
                .refused(400)
                .text("/details/0/code", "400")
                .matches("/details/0/type", "[A-Z_]+")
                .has("/details/0/message");
    }

    private static Reply withUnknownProperty(Talk talk) {
        Subject subject = talk.subjects().resource();
        ObjectNode data = subject.data().deepCopy();
        return talk.settled(
                talk.put(talk.newPlace(subject).path(), Json.of("data", data.put("nobodyHasThis", "Zzmarker"))));
    }

    private static void relationshipType(Talk talk) {
        Place from = Given.stored(talk, talk.subjects().resource());
        talk.post(talk.at("relationships/" + talk.newName()), Given.link(from, from, Json.of()))
                .refused(404, "NOT_FOUND");
    }
}
