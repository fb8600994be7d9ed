package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.contract.Given.Link;
import java.util.List;

/** What a partition shows of the records of the source, and how it names where they come from. */
final class PartitionRows {
    private static final String RESOURCE = "GET /partitions/{p}/v1/collections/{type}/resources/{id}";
    private static final String RELATIONSHIP = "GET /partitions/{p}/v1/relationships/{type}/{id}";

    private PartitionRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "partition-resource",
                        RESOURCE,
                        "source 004",
                        "a record names its source {source, id, {sourceKey}.{type}}",
                        PartitionRows::resource),
                new ContractRow(
                        "partition-resource-notation",
                        RESOURCE,
                        "docs",
                        "source:{id}:{sourceKey}.{type} names the record",
                        PartitionRows::resourceNotation),
                new ContractRow(
                        "partition-relationship",
                        RELATIONSHIP,
                        "source 004",
                        "a relationship names its source {source, {fromId}.{toId}, {sourceKey}.{type}}",
                        PartitionRows::relationship),
                new ContractRow(
                        "partition-relationship-notation",
                        RELATIONSHIP,
                        "docs",
                        "source:{fromId}.{toId}:{sourceKey}.{type} names the relationship",
                        PartitionRows::relationshipNotation));
    }

    private static void resource(Talk talk) {
        Place place = Given.stored(talk, talk.subjects().resource());
        namesItsSource(
                talk,
                shown(talk, resources(talk, place), "source:" + place.id() + ":" + use(talk, place), place),
                place);
    }

    private static void resourceNotation(Talk talk) {
        Place place = Given.stored(talk, talk.subjects().resource());
        String notation = "source:" + place.id() + ":" + use(talk, place);
        shown(talk, resources(talk, place), notation, place)
                .is(200)
                .equal("/data", talk.subjects().resource().data());
    }

    private static void relationship(Talk talk) {
        Link link = Given.linked(talk);
        Reply reply = shown(talk, relationships(talk, link), notation(talk, link), link.place());
        namesItsSource(talk, reply, link.place());
    }

    private static void relationshipNotation(Talk talk) {
        Link link = Given.linked(talk);
        shown(talk, relationships(talk, link), notation(talk, link), link.place())
                .is(200)
                .text("/from/type", link.from().type())
                .text("/to/type", link.to().type());
    }

    private static void namesItsSource(Talk talk, Reply reply, Place place) {
        for (JsonNode identifier : reply.is(200).body().at("/meta/identifier")) {
            if (identifier.path("system").asText().equals("source")
                    && identifier.path("value").asText().equals(place.id())
                    && identifier.path("use").asText().equals(use(talk, place))) {
                return;
            }
        }
        throw reply.differsFrom("an identifier {source, id, {sourceKey}.{type}} in meta");
    }

    /** What is written shows sooner or later; ids are those of the unified record, so the notation is the surer way. */
    private static Reply shown(Talk talk, String collection, String notation, Place place) {
        Reply reply = talk.until(
                collection + notation,
                answer -> answer.status() != 404 || !talk.subjects().namesPartition());
        if (reply.status() != 404) {
            return reply;
        }
        if (!talk.subjects().namesPartition()) {
            throw new CannotTell("the subjects file names no `partition` that shows the source");
        }
        return talk.get(collection + place.id()).is(200);
    }

    private static String resources(Talk talk, Place place) {
        return "/partitions/" + talk.subjects().partition() + "/v1/collections/" + place.type() + "/resources/";
    }

    private static String relationships(Talk talk, Link link) {
        return "/partitions/" + talk.subjects().partition() + "/v1/relationships/"
                + link.place().type() + "/";
    }

    private static String notation(Talk talk, Link link) {
        return "source:" + link.place().id() + ":" + use(talk, link.place());
    }

    private static String use(Talk talk, Place place) {
        return talk.subjects().source() + "." + place.type();
    }
}
