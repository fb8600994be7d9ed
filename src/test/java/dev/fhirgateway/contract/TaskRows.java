package dev.fhirgateway.contract;

import dev.fhirgateway.contract.Subjects.Subject;
import java.util.List;

/** What tasks tell; looked at in the task of a bulk request, which is one in every workspace. */
final class TaskRows {
    private static final String GET = "GET tasks/{taskId}";
    private static final String STATES = "SUCCESS|PENDING|CANCELLED|FAILURE";

    private TaskRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "task",
                        GET,
                        "docs",
                        "a task tells its taskId and one of the states PENDING, SUCCESS, FAILURE, CANCELLED",
                        TaskRows::task),
                new ContractRow(
                        "task-no-receipts",
                        GET,
                        "docs",
                        "receipts do not come unless they are asked for",
                        TaskRows::noReceipts),
                new ContractRow(
                        "task-receipts",
                        GET + "?withReceipts=true",
                        "docs",
                        "there is one receipt per operation, with action, status, targetType, id and type",
                        TaskRows::receipts),
                new ContractRow(
                        "task-receipt-times",
                        GET + "?withReceipts=true",
                        "docs",
                        "the receipt of what is done has receivedAt and completedAt",
                        TaskRows::times),
                new ContractRow(
                        "task-receipt-error",
                        GET + "?withReceipts=true",
                        "docs",
                        "the receipt of what failed has an error {code,message,type}",
                        TaskRows::error),
                new ContractRow(
                        "task-missing",
                        GET,
                        "inferred",
                        "a task that is not there is 404 NOT_FOUND",
                        TaskRows::missing));
    }

    private static void task(Talk talk) {
        String id = bulk(talk).body().path("taskId").asText();
        talk.get(talk.at("tasks/" + id)).is(200).text("/taskId", id).matches("/status", STATES);
        talk.ended(id);
    }

    private static void noReceipts(Talk talk) {
        String id = bulk(talk).body().path("taskId").asText();
        talk.ended(id);
        talk.get(talk.at("tasks/" + id)).is(200).hasNo("/receipts");
        talk.get(talk.at("tasks/" + id + "?withReceipts=false")).is(200).hasNo("/receipts");
    }

    private static void receipts(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place first = talk.newPlace(subject);
        Place second = talk.newPlace(subject);
        Bulk.done(talk, Operations.upsert(first, Given.body(subject)), Operations.create(second, Given.body(subject)))
                .text("/receipts/0/action", "UPSERT")
                .text("/receipts/0/status", "SUCCESS")
                .text("/receipts/0/targetType", "RESOURCE")
                .text("/receipts/0/id", first.id())
                .text("/receipts/0/type", first.type())
                .text("/receipts/1/action", "CREATE")
                .text("/receipts/1/id", second.id())
                .hasNo("/receipts/2");
    }

    private static void times(Talk talk) {
        talk.ended(bulk(talk).body().path("taskId").asText())
                .matches("/receipts/0/receivedAt", Forms.TIME)
                .matches("/receipts/0/completedAt", Forms.TIME);
    }

    private static void error(Talk talk) {
        Place nowhere = talk.newPlace(talk.subjects().resource());
        Bulk.done(talk, Operations.delete(nowhere))
                .text("/receipts/0/status", "FAILURE")
                .text("/receipts/0/error/code", "404")
                .text("/receipts/0/error/type", "NOT_FOUND")
                .has("/receipts/0/error/message");
    }

    private static void missing(Talk talk) {
        talk.get(talk.at("tasks/s_" + talk.newName())).refused(404, "NOT_FOUND");
    }

    private static Reply bulk(Talk talk) {
        Subject subject = talk.subjects().resource();
        return Bulk.sent(talk, Operations.upsert(talk.newPlace(subject), Given.body(subject)))
                .is(202);
    }
}
