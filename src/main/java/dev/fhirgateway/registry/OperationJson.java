package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Operations of bulk requests and bundles on the wire ({@code source 002}). */
final class OperationJson {
    /** Goes on in the place of an id that could not be read; never gets out of a reading. */
    private static final RelationshipId UNREAD = new RelationshipId("unread", "unread");

    private OperationJson() {}

    static ObjectNode write(Receipt.Action action, ObjectNode member) {
        ObjectNode json = RegistryJson.object();
        json.put("action", action.name());
        json.set(memberName(action), member);
        return json;
    }

    static ArrayNode write(List<? extends WriteOperation> operations) {
        return RegistryJson.array(
                operations.stream().map(WriteOperation::toJson).toList());
    }

    static ObjectNode named(@Nullable String id, String type) {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "id", id);
        RegistryJson.put(json, "type", type);
        return json;
    }

    static ResourceOperation readResource(JsonPlace place) {
        Receipt.Action action = action(place);
        JsonPlace member = member(place, action);
        String type = member.at("type").text();
        return switch (action) {
            case CREATE ->
                new ResourceOperation.Create(member.at("id").textIfThere(), type, ResourceWrite.read(member));
            case UPSERT -> new ResourceOperation.Upsert(member.at("id").text(), type, ResourceWrite.read(member));
            case DELETE -> new ResourceOperation.Delete(member.at("id").text(), type);
        };
    }

    static RelationshipOperation readRelationship(JsonPlace place) {
        Receipt.Action action = action(place);
        JsonPlace member = member(place, action);
        String type = member.at("type").text();
        return switch (action) {
            case CREATE -> new RelationshipOperation.Create(type, RelationshipWrite.read(member));
            case UPSERT -> new RelationshipOperation.Upsert(type, RelationshipWrite.read(member));
            case DELETE -> new RelationshipOperation.Delete(deletedId(member), type);
        };
    }

    private static RelationshipId deletedId(JsonPlace member) {
        if (member.at("from").isThere() || member.at("to").isThere()) {
            return RelationshipWrite.read(member).id();
        }
        JsonPlace place = member.at("id");
        String id = place.text();
        return RelationshipId.parse(id).orElseGet(() -> {
            if (!id.isEmpty()) {
                place.problem("is no id of a relationship");
            }
            return UNREAD;
        });
    }

    private static Receipt.Action action(JsonPlace place) {
        place.object();
        return place.at("action").word(Receipt.Action.values(), Receipt.Action::name);
    }

    private static JsonPlace member(JsonPlace place, Receipt.Action action) {
        JsonPlace member = place.at(memberName(action));
        boolean actionTold = RegistryJson.word(place.node(), "action", Receipt.Action.values()) != null;
        if (actionTold) {
            member.object();
        }
        // Without a member, or without knowing which it has to be, nothing in it is held against the operation.
        return actionTold && member.node().isObject() ? member : JsonPlace.root(RegistryJson.object());
    }

    private static String memberName(Receipt.Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }
}
