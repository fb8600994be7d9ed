package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.contract.Subjects.Subject;
import java.util.List;

/** Writes inside a resource that are refused. */
final class ContainedRefusalRows {
    private static final String ONE = "resources/{type}/{id}/{containKey}/{containedId}";

    private ContainedRefusalRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "contained-no-root",
                        "PUT " + ONE,
                        "inferred",
                        "a put into a record that is not there is 404 NOT_FOUND",
                        ContainedRefusalRows::noRoot),
                new ContractRow(
                        "contained-missing",
                        "DELETE " + ONE,
                        "inferred",
                        "a delete of a contained resource that is not there is 404 NOT_FOUND",
                        ContainedRefusalRows::missing),
                new ContractRow(
                        "contained-type",
                        "PUT " + ONE,
                        "inferred",
                        "a type that the profile does not allow there is 400 INVALID_ARGUMENT",
                        ContainedRefusalRows::type));
    }

    private static void noRoot(Talk talk) {
        Subject contained = talk.subjects().contained();
        Place nowhere = talk.newPlace(talk.subjects().resource());
        talk.settled(talk.put(Nest.in(contained, nowhere).inside().path(), Nest.body(contained)))
                .refused(404, "NOT_FOUND");
    }

    private static void missing(Talk talk) {
        talk.settled(talk.delete(Nest.empty(talk).inside().path())).refused(404, "NOT_FOUND");
    }

    private static void type(Talk talk) {
        JsonNode body = Nest.body(talk.subjects().contained()).put("type", talk.newName());
        talk.settled(talk.put(Nest.empty(talk).inside().path(), body)).refused(400, "INVALID_ARGUMENT");
    }
}
