package dev.fhirgateway.contract;

import dev.fhirgateway.contract.Subjects.Subject;
import java.util.List;

/** Many operations on resources in one request, each for itself. */
final class BulkRows {
    private static final String RESOURCES = "POST resources/bulk";

    private BulkRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "bulk",
                        RESOURCES,
                        "source 004",
                        "a bulk request is 202 ACCEPTED; bulkId and taskId are the same",
                        BulkRows::accepted),
                new ContractRow("bulk-task", RESOURCES, "source 000", "its taskId begins with bk_", BulkRows::task),
                new ContractRow(
                        "bulk-order",
                        RESOURCES,
                        "docs",
                        "operations of all kinds are done in the order given",
                        BulkRows::order),
                new ContractRow(
                        "bulk-each",
                        RESOURCES,
                        "docs",
                        "an operation that is refused fails alone; the task is FAILURE",
                        BulkRows::each),
                new ContractRow(
                        "bulk-created-id",
                        RESOURCES,
                        "docs",
                        "the receipt of a CREATE without id tells the id that was chosen",
                        BulkRows::createdId),
                new ContractRow(
                        "bulk-malformed",
                        RESOURCES,
                        "inferred",
                        "a request without operations is 400 INVALID_ARGUMENT at once",
                        BulkRows::malformed),
                new ContractRow(
                        "bulk-status",
                        "GET resources/bulk/{bulkId}",
                        "docs",
                        "the status page tells status, and receipts when asked",
                        BulkRows::status));
    }

    private static void accepted(Talk talk) {
        Reply reply = upsertOne(talk).is(202).text("/status", "ACCEPTED").matches("/taskId", ".+");
        reply.equal("/bulkId", reply.body().path("taskId"));
        Bulk.ended(talk, reply);
    }

    private static void task(Talk talk) {
        Bulk.ended(talk, upsertOne(talk).matches("/taskId", Forms.task("bk")));
    }

    private static void order(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place kept = talk.newPlace(subject);
        Place dropped = talk.newPlace(subject);
        Bulk.done(
                        talk,
                        Operations.create(dropped, Given.body(subject)),
                        Operations.upsert(kept, Json.of("data", subject.otherData())),
                        Operations.delete(dropped),
                        Operations.upsert(kept, Given.body(subject)))
                .text("/status", "SUCCESS");
        talk.get(dropped.path()).refused(404);
        talk.get(kept.path()).is(200).equal("/data", subject.data());
    }

    private static void each(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place nowhere = talk.newPlace(subject);
        Place stored = talk.newPlace(subject);
        Reply task = Bulk.done(talk, Operations.delete(nowhere), Operations.upsert(stored, Given.body(subject)));
        task.text("/status", "FAILURE")
                .text("/receipts/0/status", "FAILURE")
                .has("/receipts/0/error/type")
                .text("/receipts/1/status", "SUCCESS");
        talk.get(stored.path()).is(200);
    }

    private static void createdId(Talk talk) {
        Subject subject = talk.subjects().resource();
        Reply task = Bulk.done(talk, Operations.of("CREATE", Given.body(subject).put("type", subject.type())));
        talk.place(subject.type(), task.body().at("/receipts/0/id").asText());
        task.text("/status", "SUCCESS").matches("/receipts/0/id", Forms.KSUID);
    }

    private static void malformed(Talk talk) {
        talk.post(talk.at("resources/bulk"), Json.of()).enabled().refused(400, "INVALID_ARGUMENT");
    }

    private static void status(Talk talk) {
        Reply sent = upsertOne(talk).is(202);
        Bulk.ended(talk, sent);
        String page = talk.at("resources/bulk/" + sent.body().path("bulkId").asText());
        talk.get(page).is(200).text("/status", "SUCCESS").hasNo("/receipts");
        talk.get(page + "?withReceipts=true").is(200).has("/receipts/0");
    }

    private static Reply upsertOne(Talk talk) {
        Subject subject = talk.subjects().resource();
        return Bulk.sent(talk, Operations.upsert(talk.newPlace(subject), Given.body(subject)));
    }
}
