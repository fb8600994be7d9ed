package dev.fhirgateway.contract;

import dev.fhirgateway.contract.Subjects.Subject;
import java.util.List;

/** Writes of one resource that are done at once. */
final class ResourceWriteRows {
    private static final String POST = "POST resources/{type}";
    private static final String PUT = "PUT resources/{type}/{id}";

    private ResourceWriteRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "post-creates",
                        POST,
                        "source 004",
                        "a create that is done at once is 201 PERSISTED",
                        ResourceWriteRows::postCreates),
                new ContractRow(
                        "post-exists",
                        POST,
                        "inferred",
                        "a create with the id of a record that is there is 409 ALREADY_EXISTS",
                        ResourceWriteRows::postExists),
                new ContractRow(
                        "put-creates",
                        PUT,
                        "source 004",
                        "a put of a new id is 201 PERSISTED",
                        ResourceWriteRows::putCreates),
                new ContractRow(
                        "put-updates",
                        PUT,
                        "source 004",
                        "a put of an id that is there is 200 PERSISTED",
                        ResourceWriteRows::putUpdates),
                new ContractRow(
                        "put-envelope",
                        PUT,
                        "source 000",
                        "the answer has taskId, status, and below resource the record with id, type, meta and data",
                        ResourceWriteRows::putEnvelope),
                new ContractRow(
                        "put-task",
                        PUT,
                        "source 000",
                        "the taskId of a single write begins with s_",
                        ResourceWriteRows::putTask),
                new ContractRow(
                        "put-source",
                        PUT,
                        "source 000",
                        "meta.source of a stored record is the key of its source",
                        ResourceWriteRows::putSource),
                new ContractRow(
                        "put-replaces",
                        PUT,
                        "our decision 14.13",
                        "a put replaces data: properties that it leaves out are gone",
                        ResourceWriteRows::putReplaces),
                new ContractRow(
                        "put-drops-contained",
                        PUT,
                        "our decision 14.13",
                        "a put without contained leaves the record without contained resources",
                        ResourceWriteRows::putDropsContained));
    }

    private static void postCreates(Talk talk) {
        Subject subject = talk.subjects().resource();
        Given.created(talk, subject, Given.body(subject)).persisted(201).text("/resource/type", subject.type());
    }

    private static void postExists(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place there = Given.stored(talk, subject);
        talk.settled(talk.post(
                        talk.at("resources/" + subject.type()),
                        Given.body(subject).put("id", there.id())))
                .refused(409, "ALREADY_EXISTS");
    }

    private static void putCreates(Talk talk) {
        Subject subject = talk.subjects().resource();
        talk.put(talk.newPlace(subject).path(), Given.body(subject)).persisted(201);
    }

    private static void putUpdates(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place place = Given.stored(talk, subject);
        talk.put(place.path(), Given.body(subject)).persisted(200).text("/resource/id", place.id());
    }

    private static void putEnvelope(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place place = talk.newPlace(subject);
        talk.put(place.path(), Given.body(subject))
                .persisted(201)
                .matches("/taskId", ".+")
                .text("/resource/id", place.id())
                .text("/resource/type", place.type())
                .matches("/resource/meta/createdAt", Forms.TIME)
                .matches("/resource/meta/updatedAt", Forms.TIME)
                .equal("/resource/data", subject.data());
    }

    private static void putTask(Talk talk) {
        Subject subject = talk.subjects().resource();
        talk.put(talk.newPlace(subject).path(), Given.body(subject)).matches("/taskId", Forms.task("s"));
    }

    private static void putSource(Talk talk) {
        talk.get(Given.stored(talk, talk.subjects().resource()).path())
                .text("/meta/source", talk.subjects().source());
    }

    private static void putReplaces(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place place = Given.stored(talk, subject);
        Given.require(talk.settled(talk.put(place.path(), Json.of("data", subject.otherData()))), "the other data");
        talk.get(place.path()).is(200).equal("/data", subject.otherData());
    }

    private static void putDropsContained(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place place = Nest.stored(talk).root();
        Given.require(talk.settled(talk.put(place.path(), Given.body(subject))), "the record without contained");
        talk.get(place.path())
                .is(200)
                .hasNo("/contained/" + talk.subjects().contained().key() + "/0");
    }
}
