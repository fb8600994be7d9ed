package dev.fhirgateway.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.sandbox.record.EndRole;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns what is kept into bytes and back: JSON, so that whoever opens the file can read it.
 *
 * @param <T> what is kept
 */
record Codec<T>(Function<T, JsonNode> writer, Function<JsonNode, Optional<T>> reader) {
    static final Codec<RegistryResource> RESOURCE =
            new Codec<>(RegistryResource::toJson, json -> Optional.ofNullable(RegistryResource.read(json)));
    static final Codec<Relationship> RELATIONSHIP =
            new Codec<>(Relationship::toJson, json -> Optional.ofNullable(Relationship.read(json)));
    static final Codec<EndRole> END_ROLE =
            new Codec<>(role -> TextNode.valueOf(role.name()), text -> Optional.of(EndRole.valueOf(text.asText())));

    byte[] bytes(T value) {
        return RegistryJson.bytes(writer.apply(value));
    }

    /** @throws StoreException when the bytes are none that this codec wrote */
    T value(byte[] bytes) {
        return RegistryJson.parse(bytes).flatMap(reader).orElseThrow(() -> StoreException.unreadable("a record"));
    }
}
