package dev.fhirgateway.contract;

import dev.fhirgateway.contract.Subjects.Subject;
import java.util.List;

/** Reads and deletes of one resource. */
final class ResourceReadRows {
    private static final String GET = "GET resources/{type}/{id}";
    private static final String DELETE = "DELETE resources/{type}/{id}";

    private ResourceReadRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "get-bare",
                        GET,
                        "inferred",
                        "a read is 200 with the bare record, without an envelope",
                        ResourceReadRows::getBare),
                new ContractRow(
                        "get-missing",
                        GET,
                        "inferred",
                        "a read of a record that is not there is 404 NOT_FOUND",
                        ResourceReadRows::getMissing),
                new ContractRow(
                        "delete",
                        DELETE,
                        "source 004",
                        "a delete that is done at once is 200 PERSISTED with a taskId",
                        ResourceReadRows::delete),
                new ContractRow(
                        "delete-gone",
                        DELETE,
                        "source 004",
                        "a deleted record is 404 NOT_FOUND",
                        ResourceReadRows::deleteGone),
                new ContractRow(
                        "delete-missing",
                        DELETE,
                        "our decision 14.16",
                        "a delete of a record that is not there is 404 NOT_FOUND",
                        ResourceReadRows::deleteMissing),
                new ContractRow(
                        "delete-cascades",
                        DELETE,
                        "our decision 14.16",
                        "a delete takes the record's relationships with it",
                        ResourceReadRows::deleteCascades),
                new ContractRow(
                        "no-patch",
                        "PATCH resources/{type}/{id}",
                        "source 004",
                        "a resource cannot be patched: 404, 405 or 501",
                        ResourceReadRows::noPatch));
    }

    private static void getBare(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place place = Given.stored(talk, subject);
        talk.get(place.path())
                .is(200)
                .text("/id", place.id())
                .text("/type", place.type())
                .equal("/data", subject.data())
                .hasNo("/resource")
                .hasNo("/taskId");
    }

    private static void getMissing(Talk talk) {
        talk.get(talk.newPlace(talk.subjects().resource()).path()).refused(404, "NOT_FOUND");
    }

    private static void delete(Talk talk) {
        Place place = Given.stored(talk, talk.subjects().resource());
        talk.delete(place.path()).persisted(200).matches("/taskId", ".+");
    }

    private static void deleteGone(Talk talk) {
        Place place = Given.stored(talk, talk.subjects().resource());
        talk.settled(talk.delete(place.path())).is(200);
        talk.get(place.path()).refused(404, "NOT_FOUND");
    }

    private static void deleteMissing(Talk talk) {
        talk.settled(talk.delete(talk.newPlace(talk.subjects().resource()).path()))
                .refused(404, "NOT_FOUND");
    }

    private static void deleteCascades(Talk talk) {
        Given.Link link = Given.linked(talk);
        talk.settled(talk.delete(link.from().path())).is(200);
        talk.get(link.place().path()).refused(404, "NOT_FOUND");
        talk.get(link.to().path()).is(200);
    }

    private static void noPatch(Talk talk) {
        Place place = Given.stored(talk, talk.subjects().resource());
        talk.raw("PATCH", place.path(), "[{\"op\":\"add\",\"path\":\"/name\",\"value\":\"Zzmarker\"}]")
                .is(404, 405, 501);
    }
}
