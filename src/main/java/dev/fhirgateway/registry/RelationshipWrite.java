package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a create of a relationship ({@code source 001}, {@code source 002}). The tree is to be read, never
 * changed.
 *
 * @param from where it starts
 * @param to where it leads
 * @param data its properties; null or empty for none
 * @param meta dates and identifiers; honoured only when the write creates the relationship
 */
public record RelationshipWrite(RecordRef from, RecordRef to, @Nullable ObjectNode data, @Nullable ResourceMeta meta) {
    /** Goes on in the place of an end that cannot be one; never gets out of a reading. */
    private static final String UNREAD = "unread";

    public RelationshipWrite {
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
    }

    /** Reads a body; unknown fields are passed over, and the rules on metadata are {@link MetadataRules}'. */
    public static Reading<RelationshipWrite> read(JsonNode body) {
        JsonPlace place = JsonPlace.root(body);
        return place.reading(read(place));
    }

    static RelationshipWrite read(JsonPlace place) {
        place.object();
        return new RelationshipWrite(
                end(place.at("from")),
                end(place.at("to")),
                place.at("data").objectIfThere().orElse(null),
                ResourceMeta.read(place.at("meta")));
    }

    private static RecordRef end(JsonPlace place) {
        RecordRef end = RecordRef.read(place);
        if (RelationshipId.canJoin(end.id())) {
            return end;
        }
        if (!end.id().isEmpty()) {
            place.at("id").problem("holds one of . , : and cannot be the end of a relationship");
        }
        return new RecordRef(UNREAD, end.type());
    }

    /**
     * The id that the relationship gets.
     *
     * @throws IllegalArgumentException when an end cannot be part of an id
     */
    public RelationshipId id() {
        return new RelationshipId(from.id(), to.id());
    }

    /** The canonical body, a new tree: only what is there, no null and nothing empty at any depth. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        json.set("from", from.toJson());
        json.set("to", to.toJson());
        RegistryJson.put(json, "meta", meta == null ? null : meta.writtenJson());
        RegistryJson.put(json, "data", data == null ? null : NoEmpties.of(data));
        return json;
    }

    @Override
    public String toString() {
        return "RelationshipWrite[]";
    }
}
