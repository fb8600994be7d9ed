package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the suite may write, and where. A row that needs more than is there cannot be told.
 *
 * @param source key of the source
 * @param ownSource whether the suite made it, so that nobody else has anything there
 * @param json what may be written: {@code contract/subjects.json}, or the file that the caller gives
 */
record Subjects(String source, boolean ownSource, ObjectNode json) {
    /** A type of record, and data that its profile takes. */
    record Subject(String type, JsonNode json) {
        JsonNode data() {
            return json.path("data");
        }

        /** Other valid data, with at least one property less. */
        JsonNode otherData() {
            return part(json, "otherData", "a second valid `otherData` of " + type);
        }

        /** The name of a property. */
        String property(String kind) {
            return part(json, kind, "the property `" + kind + "` of " + type).asText();
        }

        /** The key that a contained resource stands below. */
        String key() {
            return part(json, "key", "the contain key of " + type).asText();
        }

        /** What this one may contain. */
        Subject contained() {
            return subject(json, "contained");
        }
    }

    Subject resource() {
        return subject(json, "resource");
    }

    /** The type at the far end of the relationship. */
    Subject other() {
        return subject(json, "other");
    }

    /** A type whose writes are done by tasks. */
    Subject asynchronous() {
        return json.has("asynchronous") ? subject(json, "asynchronous") : resource();
    }

    /** A relationship from {@link #resource()} to {@link #other()}. */
    Subject relationship() {
        return subject(json, "relationship");
    }

    /** What {@link #resource()} may contain. */
    Subject contained() {
        return subject(json, "contained");
    }

    /** A partition that shows the source. One of the source's own name is a guess. */
    String partition() {
        return json.path("partition").asText(source);
    }

    boolean namesPartition() {
        return json.has("partition");
    }

    private static Subject subject(JsonNode json, String name) {
        JsonNode found = part(json, name, "`" + name + "`");
        return new Subject(part(found, "type", "the type of `" + name + "`").asText(), found);
    }

    private static JsonNode part(JsonNode json, String name, String words) {
        if (!json.has(name)) {
            throw new CannotTell("the subjects file does not give " + words);
        }
        return json.path(name);
    }
}
