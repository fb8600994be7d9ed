package dev.fhirgateway.contract;

import dev.fhirgateway.contract.Given.Link;
import java.util.List;

/** Many operations on relationships in one request. */
final class BulkRelationshipRows {
    private static final String RELATIONSHIPS = "POST relationships/bulk";

    private BulkRelationshipRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "bulk-relationships",
                        RELATIONSHIPS,
                        "docs",
                        "relationships have a bulk endpoint of their own, with the same answer",
                        BulkRelationshipRows::relationships),
                new ContractRow(
                        "bulk-relationship-upsert",
                        RELATIONSHIPS,
                        "docs",
                        "UPSERT makes a relationship, or replaces the data of the one between these ends",
                        BulkRelationshipRows::upsertLink),
                new ContractRow(
                        "bulk-relationships-status",
                        "GET relationships/bulk/{bulkId}",
                        "docs",
                        "its status page tells status",
                        BulkRelationshipRows::relationshipsStatus));
    }

    private static void relationships(Talk talk) {
        Link link = unlinked(talk);
        Reply reply = link(talk, link, "CREATE").is(202).text("/status", "ACCEPTED");
        reply.matches("/taskId", Forms.task("bk")).equal("/bulkId", reply.body().path("taskId"));
        Bulk.ended(talk, reply)
                .text("/status", "SUCCESS")
                .text("/receipts/0/targetType", "RELATIONSHIP")
                .text("/receipts/0/id", link.place().id());
        talk.get(link.place().path()).is(200);
    }

    private static void upsertLink(Talk talk) {
        Link link = unlinked(talk);
        Bulk.ended(talk, link(talk, link, "UPSERT")).text("/status", "SUCCESS");
        Bulk.ended(talk, link(talk, link, "UPSERT")).text("/status", "SUCCESS");
        talk.get(link.place().path()).is(200);
    }

    private static void relationshipsStatus(Talk talk) {
        Reply sent = link(talk, unlinked(talk), "UPSERT").is(202);
        Bulk.ended(talk, sent);
        talk.get(talk.at("relationships/bulk/" + sent.body().path("bulkId").asText()))
                .is(200)
                .text("/status", "SUCCESS");
    }

    private static Link unlinked(Talk talk) {
        Place from = Given.stored(talk, talk.subjects().resource());
        Place to = Given.stored(talk, talk.subjects().other());
        return new Link(from, to, Given.linkPlace(talk, from, to));
    }

    private static Reply link(Talk talk, Link link, String action) {
        return Bulk.sent(
                talk,
                "relationships",
                Operations.linking(
                        action,
                        link.place().type(),
                        Given.link(
                                link.from(),
                                link.to(),
                                talk.subjects().relationship().data())));
    }
}
