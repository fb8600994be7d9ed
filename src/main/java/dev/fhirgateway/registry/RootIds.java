package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts the chosen ids in the place of a bundle's tokens ({@code registry-side 5}). A token counts where it is a whole
 * text or a whole part of one between slashes ({@code office/@rootId1}). Tokens that stand for no id are left alone.
 */
public final class RootIds {
    private final Map<RootIdToken, String> ids;

    /** Ids by token. */
    public RootIds(Map<RootIdToken, String> ids) {
        this.ids = Map.copyOf(ids);
    }

    /** The text with ids for tokens. */
    public String in(String text) {
        return text.contains(RegistryId.GENERATE)
                ? Arrays.stream(text.split("/", -1)).map(this::ofPart).collect(Collectors.joining("/"))
                : text;
    }

    /** A copy of the tree with ids for tokens in all texts; keys stay as they are. */
    public JsonNode in(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            return in(object);
        }
        if (tree instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(in(element)));
            return copy;
        }
        return tree instanceof TextNode text ? TextNode.valueOf(in(text.textValue())) : tree;
    }

    /** The end of a relationship with ids for tokens. */
    public RecordRef in(RecordRef end) {
        return new RecordRef(in(end.id()), end.type());
    }

    /** A write with ids for tokens in data and contained resources. */
    public ResourceWrite in(ResourceWrite write) {
        return new ResourceWrite(in(write.data()), write.meta(), ifThere(write.contained()));
    }

    /** A write with ids for tokens in both ends and in the data. */
    public RelationshipWrite in(RelationshipWrite write) {
        return new RelationshipWrite(in(write.from()), in(write.to()), ifThere(write.data()), write.meta());
    }

    private @Nullable ObjectNode ifThere(@Nullable ObjectNode tree) {
        return tree == null ? null : in(tree);
    }

    private ObjectNode in(ObjectNode object) {
        ObjectNode copy = object.objectNode();
        object.properties().forEach(property -> copy.set(property.getKey(), in(property.getValue())));
        return copy;
    }

    private String ofPart(String part) {
        return RootIdToken.parse(part)
                .map(token -> ids.getOrDefault(token, part))
                .orElse(part);
    }
}
