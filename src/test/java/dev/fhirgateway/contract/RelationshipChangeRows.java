package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.contract.Given.Link;
import java.util.List;

/** Patches and deletes of a relationship. */
final class RelationshipChangeRows {
    private static final String PATCH = "PATCH relationships/{type}/{id}";
    private static final String DELETE = "DELETE relationships/{type}/{id}";

    private RelationshipChangeRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "relationship-patch",
                        PATCH,
                        "source 004",
                        "a patch is 200 PERSISTED",
                        RelationshipChangeRows::patch),
                new ContractRow(
                        "relationship-patch-path",
                        PATCH,
                        "inferred",
                        "the paths of a patch count from data; its operations are replace and remove, too",
                        RelationshipChangeRows::patchPath),
                new ContractRow(
                        "relationship-patch-add",
                        PATCH,
                        "docs",
                        "an operation without op is an add",
                        RelationshipChangeRows::patchAdd),
                new ContractRow(
                        "relationship-delete",
                        DELETE,
                        "source 004",
                        "a delete is 200 PERSISTED with a taskId",
                        RelationshipChangeRows::delete),
                new ContractRow(
                        "relationship-delete-ends",
                        DELETE,
                        "docs",
                        "a delete leaves the records at both ends",
                        RelationshipChangeRows::deleteEnds),
                new ContractRow(
                        "relationship-delete-missing",
                        DELETE,
                        "our decision 14.16",
                        "a delete of a relationship that is not there is 404 NOT_FOUND",
                        RelationshipChangeRows::deleteMissing),
                new ContractRow(
                        "relationship-no-put",
                        "PUT relationships/{type}/{id}",
                        "docs",
                        "a relationship cannot be put: 404, 405 or 501",
                        RelationshipChangeRows::noPut));
    }

    private static void patch(Talk talk) {
        Link link = Given.linked(talk);
        patched(talk, link, change(talk, "replace")).persisted(200);
    }

    private static void patchPath(Talk talk) {
        Link link = Given.linked(talk);
        String property = "/data/" + property(talk);
        talk.settled(patched(talk, link, change(talk, "replace"))).is(200);
        talk.get(link.place().path()).is(200).text(property, "Zzmarker");
        String removal = "[{\"op\":\"remove\",\"path\":\"/" + property(talk) + "\"}]";
        talk.settled(patched(talk, link, removal)).is(200);
        talk.get(link.place().path()).is(200).hasNo(property);
    }

    private static void patchAdd(Talk talk) {
        Link link = Given.linked(talk);
        String addition = "[{\"path\":\"/" + property(talk) + "\",\"value\":\"Zzmarker\"}]";
        talk.settled(patched(talk, link, addition)).is(200);
        talk.get(link.place().path()).is(200).text("/data/" + property(talk), "Zzmarker");
    }

    private static void delete(Talk talk) {
        talk.delete(Given.linked(talk).place().path()).persisted(200).matches("/taskId", ".+");
    }

    private static void deleteEnds(Talk talk) {
        Link link = Given.linked(talk);
        talk.settled(talk.delete(link.place().path())).is(200);
        talk.get(link.place().path()).refused(404, "NOT_FOUND");
        talk.get(link.from().path()).is(200);
        talk.get(link.to().path()).is(200);
    }

    private static void deleteMissing(Talk talk) {
        Place from = Given.stored(talk, talk.subjects().resource());
        Place to = Given.stored(talk, talk.subjects().other());
        talk.settled(talk.delete(Given.linkPlace(talk, from, to).path())).refused(404, "NOT_FOUND");
    }

    private static void noPut(Talk talk) {
        Link link = Given.linked(talk);
        talk.raw(
                        "PUT",
                        link.place().path(),
                        Given.link(link.from(), link.to(), data(talk)).toString())
                .is(404, 405, 501);
    }

    private static Reply patched(Talk talk, Link link, String operations) {
        return talk.call("PATCH", link.place().path(), Json.read(operations));
    }

    private static String change(Talk talk, String op) {
        return "[{\"op\":\"" + op + "\",\"path\":\"/" + property(talk) + "\",\"value\":\"Zzmarker\"}]";
    }

    private static String property(Talk talk) {
        return talk.subjects().relationship().property("property");
    }

    private static JsonNode data(Talk talk) {
        return talk.subjects().relationship().data();
    }
}
