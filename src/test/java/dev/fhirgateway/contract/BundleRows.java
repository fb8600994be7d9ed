package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.contract.Subjects.Subject;
import java.util.List;

/** Operations of which all are done or none. */
final class BundleRows {
    private static final String BUNDLE = "POST bundle";

    private BundleRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "bundle", BUNDLE, "docs", "a bundle that creates is 201 PERSISTED", BundleRows::creates),
                new ContractRow(
                        "bundle-updates",
                        BUNDLE,
                        "our decision 14.5",
                        "a bundle that creates nothing is 200 PERSISTED",
                        BundleRows::updates),
                new ContractRow("bundle-task", BUNDLE, "source 000", "its taskId begins with bd_", BundleRows::task),
                new ContractRow(
                        "bundle-links",
                        BUNDLE,
                        "docs",
                        "resources come before relationships, whose ends may be @rootId1 and @rootId2",
                        BundleRows::links),
                new ContractRow(
                        "bundle-reference",
                        BUNDLE,
                        "docs",
                        "@rootId in a property of type reference becomes the id of the created record",
                        BundleRows::reference));
    }

    private static void creates(Talk talk) {
        settled(talk, Bundles.sent(talk, Bundles.upsertNew(talk))).persisted(201);
    }

    private static void updates(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place place = Given.stored(talk, subject);
        settled(talk, Bundles.sent(talk, Operations.upsert(place, Given.body(subject))))
                .persisted(200);
    }

    private static void task(Talk talk) {
        settled(talk, Bundles.sent(talk, Bundles.upsertNew(talk))).matches("/taskId", Forms.task("bd"));
    }

    private static void links(Talk talk) {
        Subject resource = talk.subjects().resource();
        Subject other = talk.subjects().other();
        Subject relationship = talk.subjects().relationship();
        ObjectNode link = Given.link(
                new Place(resource.type(), "@rootId1", ""),
                new Place(other.type(), "@rootId2", ""),
                relationship.data());
        Reply sent = Bundles.sent(
                talk,
                List.of(createRoot(resource, "@rootId1", resource.data()), createRoot(other, "@rootId2", other.data())),
                List.of(Operations.linking("CREATE", relationship.type(), link)));
        Place from = Bundles.created(talk, sent, resource);
        Place to = Bundles.created(talk, sent, other);
        talk.get(Given.linkPlace(talk, from, to).path()).is(200).text("/from/id", from.id());
    }

    private static void reference(Talk talk) {
        Subject resource = talk.subjects().resource();
        ObjectNode data = resource.data().deepCopy();
        data.put(resource.property("reference"), "@rootId");
        Reply sent = Bundles.sent(talk, createRoot(resource, "@rootId", data));
        Place place = Bundles.created(talk, sent, resource);
        talk.get(place.path()).is(200).text("/data/" + resource.property("reference"), place.id());
    }

    private static JsonNode createRoot(Subject subject, String token, JsonNode data) {
        return Operations.of(
                "CREATE", Json.of("type", subject.type(), "data", data).put("id", token));
    }

    /** Lets an accepted bundle come to its end, so that it is not cleaned up before it is done. */
    private static Reply settled(Talk talk, Reply sent) {
        talk.settled(sent);
        return sent;
    }
}
