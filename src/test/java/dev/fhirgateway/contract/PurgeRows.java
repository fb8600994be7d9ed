package dev.fhirgateway.contract;

import dev.fhirgateway.contract.Given.Link;
import java.util.List;

/** Emptying a whole collection: tried in a source of the suite's own only. */
final class PurgeRows {
    private static final String POST = "POST purge";
    private static final String GET = "GET purge/{purgeId}";

    private PurgeRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "purge",
                        POST,
                        "docs",
                        "a purge is 202 ACCEPTED with a purgeOperation that tells what is purged",
                        PurgeRows::accepted),
                new ContractRow(
                        "purge-ids",
                        POST,
                        "source 004",
                        "purgeId is still told, and is the same as taskId",
                        PurgeRows::ids),
                new ContractRow("purge-task", POST, "source 000", "its taskId begins with pg_", PurgeRows::task),
                new ContractRow(
                        "purge-status",
                        GET,
                        "docs",
                        "the status page comes to SUCCESS and tells deletedCount",
                        PurgeRows::status),
                new ContractRow(
                        "purge-cascades",
                        POST,
                        "docs",
                        "a purge of resources takes their relationships, and leaves the records at the other ends",
                        PurgeRows::cascades),
                new ContractRow(
                        "purge-relationships",
                        POST,
                        "docs",
                        "a purge of relationships leaves the records at their ends",
                        PurgeRows::relationships));
    }

    private static void accepted(Talk talk) {
        String type = talk.subjects().resource().type();
        Reply reply = purged(talk, "resources", type)
                .is(202)
                .text("/status", "ACCEPTED")
                .text("/purgeOperation/collectionType", "resources")
                .text("/purgeOperation/collectionKey", type)
                .matches("/purgeOperation/createdAt", Forms.TIME);
        ended(talk, reply);
    }

    private static void ids(Talk talk) {
        Reply reply = purged(talk, "resources", talk.subjects().resource().type());
        reply.matches("/taskId", ".+")
                .equal("/purgeOperation/purgeId", reply.body().path("taskId"));
        ended(talk, reply);
    }

    private static void task(Talk talk) {
        ended(talk, purged(talk, "resources", talk.subjects().resource().type()).matches("/taskId", Forms.task("pg")));
    }

    private static void status(Talk talk) {
        Given.stored(talk, talk.subjects().resource());
        Reply page =
                ended(talk, purged(talk, "resources", talk.subjects().resource().type()));
        page.text("/status", "SUCCESS").holds(page.body().path("deletedCount").asLong() > 0, "deletedCount above 0");
    }

    private static void cascades(Talk talk) {
        Link link = Given.linked(talk);
        ended(talk, purged(talk, "resources", link.from().type()));
        talk.get(link.from().path()).refused(404, "NOT_FOUND");
        talk.get(link.place().path()).refused(404, "NOT_FOUND");
        talk.get(link.to().path()).is(200);
    }

    private static void relationships(Talk talk) {
        Link link = Given.linked(talk);
        ended(talk, purged(talk, "relationships", link.place().type()));
        talk.get(link.place().path()).refused(404, "NOT_FOUND");
        talk.get(link.from().path()).is(200);
        talk.get(link.to().path()).is(200);
    }

    private static Reply purged(Talk talk, String kind, String key) {
        if (!talk.subjects().ownSource()) {
            throw new CannotTell("a purge empties a collection; tried in a source of the suite's own only");
        }
        return talk.post(talk.at("purge"), Json.of("collectionType", kind, "collectionKey", key))
                .enabled();
    }

    private static Reply ended(Talk talk, Reply purged) {
        String page = talk.at("purge/" + purged.body().path("taskId").asText());
        return talk.until(page, reply -> !reply.body().path("status").asText().equals("PENDING"))
                .is(200);
    }
}
