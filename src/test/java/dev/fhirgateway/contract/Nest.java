package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.contract.Subjects.Subject;
import java.util.List;

/**
 * A record, and the place of a resource inside.
 *
 * @param root the record
 * @param inside its path has the bare id; its id is the whole path, as bodies spell it
 */
record Nest(Place root, Place inside) {
    private static final String BARE_ID = "in-1";

    /** With a resource there, both written by one body. */
    static Nest stored(Talk talk) {
        Subject root = talk.subjects().resource();
        Subject contained = talk.subjects().contained();
        Nest nest = in(contained, talk.newPlace(root));
        ObjectNode inside = body(contained).put("id", nest.inside().id());
        ObjectNode body = Given.body(root).set("contained", Json.of(contained.key(), List.of(inside)));
        Given.require(talk.settled(talk.put(nest.root().path(), body)), "a record that contains another");
        return nest;
    }

    /** With nothing there. */
    static Nest empty(Talk talk) {
        return in(
                talk.subjects().contained(), Given.stored(talk, talk.subjects().resource()));
    }

    static Nest in(Subject contained, Place root) {
        String below = contained.key() + "/" + BARE_ID;
        String id = root.type() + "/" + root.id() + "/" + below;
        return new Nest(root, new Place(contained.type(), id, root.below(below)));
    }

    /** The body of a write of a contained resource. */
    static ObjectNode body(Subject contained) {
        return body(contained, contained.data());
    }

    static ObjectNode body(Subject contained, JsonNode data) {
        return Json.of("type", contained.type(), "data", data);
    }
}
