package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.contract.Subjects.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Ids of resources: those that the registry chooses, and those that a client may. */
final class IdRows {
    private static final String POST = "POST resources/{type}";
    private static final String PUT = "PUT resources/{type}/{id}";
    private static final int LONGEST = 93;

    private IdRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "id-generated",
                        POST,
                        "inferred",
                        "the id of a create without one is a KSUID of that moment",
                        IdRows::generated),
                new ContractRow("id-given", POST, "docs", "a create takes the id that it is given", IdRows::given),
                new ContractRow(
                        "id-root",
                        POST,
                        "docs",
                        "@rootId as the id of a create asks for a generated one",
                        IdRows::root),
                new ContractRow("id-longest", PUT, "docs", "an id may have 93 characters", IdRows::longest),
                new ContractRow(
                        "id-too-long",
                        PUT,
                        "docs",
                        "an id of 94 characters is 400 INVALID_ARGUMENT",
                        talk -> refused(talk, padded(talk.newName(), LONGEST + 1))),
                new ContractRow(
                        "id-too-short",
                        PUT,
                        "docs",
                        "an id of one character is 400 INVALID_ARGUMENT",
                        IdRows::tooShort),
                new ContractRow(
                        "id-dot",
                        PUT,
                        "docs",
                        "an id with a dot is 400 INVALID_ARGUMENT",
                        talk -> refused(talk, talk.newName() + ".a")),
                new ContractRow(
                        "id-underscore",
                        PUT,
                        "docs",
                        "an id may hold _ but not begin with it: 400 INVALID_ARGUMENT",
                        IdRows::underscore),
                new ContractRow(
                        "id-post",
                        POST,
                        "docs",
                        "a create with an id outside of the pattern is 400 INVALID_ARGUMENT",
                        IdRows::post));
    }

    private static void generated(Talk talk) {
        Subject subject = talk.subjects().resource();
        Reply reply = Given.created(talk, subject, Given.body(subject)).persisted(201);
        reply.matches("/resource/id", Forms.KSUID);
        Instant made = Forms.timeOf(reply.record().path("id").asText());
        Instant created = Forms.time(reply.record().at("/meta/createdAt").asText());
        reply.holds(
                created.minus(Duration.ofMinutes(1)).isBefore(made)
                        && created.plus(Duration.ofMinutes(1)).isAfter(made),
                "an id made at meta.createdAt");
    }

    private static void given(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place place = talk.newPlace(subject);
        ObjectNode body = Given.body(subject).put("id", place.id());
        talk.settled(talk.post(talk.at("resources/" + subject.type()), body)).is(200, 201);
        talk.get(place.path()).is(200);
    }

    private static void root(Talk talk) {
        Subject subject = talk.subjects().resource();
        Given.created(talk, subject, Given.body(subject).put("id", "@rootId"))
                .persisted(201)
                .matches("/resource/id", Forms.KSUID);
    }

    private static void longest(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place place = talk.place(subject.type(), padded(talk.newName(), LONGEST));
        talk.settled(talk.put(place.path(), Given.body(subject))).is(200, 201);
    }

    /** The one id that cannot be made our own: in a source of others it might be somebody's. */
    private static void tooShort(Talk talk) {
        if (!talk.subjects().ownSource()) {
            throw new CannotTell("an id of one character may be somebody's; tried in a source of the suite's own only");
        }
        refused(talk, "q");
    }

    private static void underscore(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place place = talk.place(subject.type(), talk.newName() + "_a");
        talk.settled(talk.put(place.path(), Given.body(subject))).is(200, 201);
        refused(talk, "_" + talk.newName());
    }

    private static void post(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place place = talk.place(subject.type(), talk.newName() + ".a");
        talk.post(talk.at("resources/" + subject.type()), Given.body(subject).put("id", place.id()))
                .refused(400, "INVALID_ARGUMENT");
    }

    private static void refused(Talk talk, String id) {
        Subject subject = talk.subjects().resource();
        talk.put(talk.place(subject.type(), id).path(), Given.body(subject)).refused(400, "INVALID_ARGUMENT");
    }

    private static String padded(String name, int length) {
        return name + "-".repeat(length - name.length());
    }
}
