package dev.fhirgateway.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.ResourceMeta;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whether the record that the registry has is the one that was sent: the same data, number by number, and the same
 * contained records. What the registry adds by itself (times, ids of contained records that had none) does not count.
 */
final class ReadBack {
    private static final Comparator<JsonNode> NUMBERS_BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : equality(one, other);

    private ReadBack() {}

    /**
     * What is known of the record beside its data when it is there as sent; else empty.
     *
     * @param sent the write body {@code {data, contained?, meta?}}
     * @param found the body of the answer to the read
     */
    static Optional<ResourceMeta> asSent(String id, JsonNode sent, byte[] found) {
        return RegistryJson.parse(found)
                .flatMap(answer -> Optional.ofNullable(RegistryResource.read(envelope(answer))))
                .filter(record -> record.id().equals(id) && same(sent, record))
                .map(RegistryResource::meta);
    }

    /** A record is told by itself, or in the envelope of a write. */
    static JsonNode envelope(JsonNode answer) {
        if (answer.path("relationship").isObject()) {
            return answer.path("relationship");
        }
        return answer.path("resource").isObject() ? answer.path("resource") : answer;
    }

    private static boolean same(JsonNode sent, RegistryResource record) {
        return equal(sent.path("data"), record.data()) && containedAlike(sent.path("contained"), record.contained());
    }

    private static boolean containedAlike(JsonNode sent, JsonNode found) {
        return sent.size() == found.size()
                && sent.properties().stream().allMatch(key -> childrenAlike(key.getValue(), found.path(key.getKey())));
    }

    private static boolean childrenAlike(JsonNode sent, JsonNode found) {
        if (sent.size() != found.size()) {
            return false;
        }
        for (int i = 0; i < sent.size(); i++) {
            JsonNode child = sent.path(i);
            JsonNode stored = found.path(i);
            boolean alike = equal(object(child, "data"), object(stored, "data"))
                    && containedAlike(child.path("contained"), stored.path("contained"));
            if (!alike) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode object(JsonNode parent, String name) {
        return parent.path(name) instanceof ObjectNode there ? there : JsonNodeFactory.instance.objectNode();
    }

    private static boolean equal(JsonNode one, JsonNode other) {
        return one.equals(NUMBERS_BY_VALUE, other);
    }

    private static int equality(JsonNode one, JsonNode other) {
        return one.equals(other) ? 0 : 1;
    }
}
