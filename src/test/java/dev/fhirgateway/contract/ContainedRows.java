package dev.fhirgateway.contract;

import dev.fhirgateway.contract.Subjects.Subject;
import java.util.List;

/** Resources inside a resource. */
final class ContainedRows {
    private static final String ONE = "resources/{type}/{id}/{containKey}/{containedId}";

    private ContainedRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "contained-in-body",
                        "PUT resources/{type}/{id}",
                        "source 001",
                        "contained resources of a body are stored and read with ids that tell the whole path",
                        ContainedRows::inBody),
                new ContractRow(
                        "contained-put-creates",
                        "PUT " + ONE,
                        "source 004",
                        "a put of a contained resource is 201 PERSISTED; resource is the root",
                        ContainedRows::putCreates),
                new ContractRow(
                        "contained-put-updates",
                        "PUT " + ONE,
                        "source 004",
                        "a put of one that is there is 200 PERSISTED and replaces its data",
                        ContainedRows::putUpdates),
                new ContractRow(
                        "contained-post",
                        "POST resources/{type}/{id}/{containKey}",
                        "source 004",
                        "a create of a contained resource is 201 PERSISTED with a generated id",
                        ContainedRows::post),
                new ContractRow(
                        "contained-delete",
                        "DELETE " + ONE,
                        "source 004",
                        "a delete of a contained resource is 200 PERSISTED and leaves the root",
                        ContainedRows::delete),
                new ContractRow(
                        "contained-nested",
                        "PUT " + ONE + "/{containKey}/{containedId}",
                        "inferred",
                        "a contained resource may contain others, at a longer path",
                        ContainedRows::nested));
    }

    private static void inBody(Talk talk) {
        Nest nest = Nest.stored(talk);
        Subject contained = talk.subjects().contained();
        String in = "/contained/" + contained.key() + "/0";
        talk.get(nest.root().path())
                .is(200)
                .text(in + "/id", nest.inside().id())
                .text(in + "/type", contained.type())
                .equal(in + "/data", contained.data());
    }

    private static void putCreates(Talk talk) {
        Nest nest = Nest.empty(talk);
        Subject contained = talk.subjects().contained();
        talk.put(nest.inside().path(), Nest.body(contained))
                .persisted(201)
                .text("/resource/id", nest.root().id())
                .text(
                        "/resource/contained/" + contained.key() + "/0/id",
                        nest.inside().id());
    }

    private static void putUpdates(Talk talk) {
        Nest nest = Nest.stored(talk);
        Subject contained = talk.subjects().contained();
        talk.put(nest.inside().path(), Nest.body(contained, contained.otherData()))
                .persisted(200)
                .equal("/resource/contained/" + contained.key() + "/0/data", contained.otherData());
    }

    private static void post(Talk talk) {
        Place root = Nest.empty(talk).root();
        Subject contained = talk.subjects().contained();
        String id = root.type() + "/" + root.id() + "/" + contained.key() + "/";
        talk.post(root.below(contained.key()), Nest.body(contained))
                .persisted(201)
                .matches("/resource/contained/" + contained.key() + "/0/id", id + Forms.KSUID);
    }

    private static void delete(Talk talk) {
        Nest nest = Nest.stored(talk);
        talk.delete(nest.inside().path()).persisted(200);
        talk.get(nest.root().path())
                .is(200)
                .hasNo("/contained/" + talk.subjects().contained().key() + "/0");
    }

    private static void nested(Talk talk) {
        Nest nest = Nest.stored(talk);
        Subject contained = talk.subjects().contained();
        Subject deeper = contained.contained();
        talk.settled(talk.put(nest.inside().below(deeper.key() + "/in-2"), Nest.body(deeper)))
                .is(200, 201);
        talk.get(nest.root().path())
                .text(
                        "/contained/" + contained.key() + "/0/contained/" + deeper.key() + "/0/id",
                        nest.inside().id() + "/" + deeper.key() + "/in-2");
    }
}
