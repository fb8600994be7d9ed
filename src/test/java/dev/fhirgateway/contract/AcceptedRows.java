package dev.fhirgateway.contract;

import dev.fhirgateway.contract.Subjects.Subject;
import java.util.List;

/** Writes of one resource that a task does. */
final class AcceptedRows {
    private static final String TASK = "GET tasks/{taskId}";

    private AcceptedRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "accepted-put",
                        "PUT resources/{type}/{id}",
                        "source 004",
                        "a put that a task does is 202 ACCEPTED with a taskId that begins with s_",
                        AcceptedRows::put),
                new ContractRow(
                        "accepted-post",
                        "POST resources/{type}",
                        "source 004",
                        "a create that a task does is 202 ACCEPTED with a taskId",
                        AcceptedRows::post),
                new ContractRow(
                        "accepted-delete",
                        "DELETE resources/{type}/{id}",
                        "source 004",
                        "a delete that a task does is 202 ACCEPTED with a taskId",
                        AcceptedRows::delete),
                new ContractRow(
                        "accepted-done",
                        TASK,
                        "docs",
                        "the task of a write ends as SUCCESS, and the record is there then",
                        AcceptedRows::done),
                new ContractRow(
                        "accepted-pending",
                        TASK,
                        "docs",
                        "a task whose work is to come is PENDING, and its receipt has no completedAt",
                        AcceptedRows::pending),
                new ContractRow(
                        "accepted-created-id",
                        TASK,
                        "docs",
                        "the receipt of a create tells the id that was chosen",
                        AcceptedRows::createdId));
    }

    private static void put(Talk talk) {
        Subject letter = talk.subjects().asynchronous();
        Reply reply = talk.put(talk.newPlace(letter).path(), Given.body(letter));
        talk.settled(reply.accepted().matches("/taskId", Forms.task("s")));
    }

    private static void post(Talk talk) {
        Subject letter = talk.subjects().asynchronous();
        Given.created(talk, letter, Given.body(letter)).accepted();
    }

    private static void delete(Talk talk) {
        Reply reply =
                talk.delete(Given.stored(talk, talk.subjects().asynchronous()).path());
        talk.settled(reply.accepted());
    }

    private static void done(Talk talk) {
        Subject letter = talk.subjects().asynchronous();
        Place place = talk.newPlace(letter);
        talk.settled(talk.put(place.path(), Given.body(letter)).accepted()).text("/status", "SUCCESS");
        talk.get(place.path()).is(200).equal("/data", letter.data());
    }

    private static void pending(Talk talk) {
        Subject letter = talk.subjects().asynchronous();
        Reply accepted =
                talk.put(talk.newPlace(letter).path(), Given.body(letter)).accepted();
        Reply task = talk.get(talk.at("tasks/" + accepted.body().path("taskId").asText() + "?withReceipts=true"))
                .is(200);
        talk.settled(accepted);
        if (task.body().path("status").asText().equals("SUCCESS")) {
            throw new CannotTell("the task was done before it could be seen PENDING");
        }
        task.text("/status", "PENDING").text("/receipts/0/status", "PENDING").hasNo("/receipts/0/completedAt");
    }

    private static void createdId(Talk talk) {
        Subject letter = talk.subjects().asynchronous();
        Reply accepted = Given.created(talk, letter, Given.body(letter)).accepted();
        talk.settled(accepted).matches("/receipts/0/id", Forms.KSUID);
    }
}
