package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.contract.Subjects.Subject;
import java.util.List;

/** Bundles of which nothing is done. */
final class BundleRefusalRows {
    private static final String BUNDLE = "POST bundle";
    private static final int MORE_THAN_500_KB = 501 * 1024;

    private BundleRefusalRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "bundle-atomic",
                        BUNDLE,
                        "docs",
                        "one refused operation takes back all others",
                        BundleRefusalRows::atomic),
                new ContractRow(
                        "bundle-details",
                        BUNDLE,
                        "inferred",
                        "a refused bundle has an error with a detail for the refused operation",
                        BundleRefusalRows::details),
                new ContractRow(
                        "bundle-once",
                        BUNDLE,
                        "docs",
                        "two operations on one record are 400 INVALID_ARGUMENT",
                        BundleRefusalRows::once),
                new ContractRow(
                        "bundle-empty",
                        BUNDLE,
                        "inferred",
                        "a bundle without an operation is 400 INVALID_ARGUMENT",
                        BundleRefusalRows::empty),
                new ContractRow(
                        "bundle-size",
                        BUNDLE,
                        "inferred",
                        "a bundle of more than 500 KB is 413 CONTENT_TOO_LARGE",
                        BundleRefusalRows::size));
    }

    private static void atomic(Talk talk) {
        Subject subject = talk.subjects().resource();
        Place first = talk.newPlace(subject);
        Reply reply =
                talk.settled(Bundles.sent(talk, Operations.upsert(first, Given.body(subject)), createOfThere(talk)));
        reply.holds(!reply.isSuccess(), "a refusal");
        talk.get(first.path()).refused(404, "NOT_FOUND");
    }

    private static void details(Talk talk) {
        Reply reply = Bundles.sent(talk, Bundles.upsertNew(talk), createOfThere(talk));
        if (reply.status() == 202) {
            talk.settled(reply);
            throw new CannotTell("bundles are ACCEPTED here, so an error at once could not be seen");
        }
        reply.refused(reply.status()).has("/details/0/type").hasNo("/details/1");
    }

    private static void once(Talk talk) {
        JsonNode one = Bundles.upsertNew(talk);
        Bundles.sent(talk, one, one).refused(400, "INVALID_ARGUMENT");
    }

    private static void empty(Talk talk) {
        Bundles.sent(talk).refused(400, "INVALID_ARGUMENT");
    }

    private static void size(Talk talk) {
        Subject subject = talk.subjects().resource();
        ObjectNode body = Given.body(subject).put("padding", "x".repeat(MORE_THAN_500_KB));
        Bundles.sent(talk, Operations.upsert(talk.newPlace(subject), body)).refused(413, "CONTENT_TOO_LARGE");
    }

    /** Not one on a record that is missing: a bundle that is 404 for it looks as if there were no such endpoint. */
    private static JsonNode createOfThere(Talk talk) {
        Subject subject = talk.subjects().resource();
        return Operations.create(Given.stored(talk, subject), Given.body(subject));
    }
}
