package dev.fhirgateway.sandbox.record;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.PatchOperation;
import java.util.List;
import java.util.Objects;

/**
 * Carries out a patch on the data of a relationship in the way of {@code RFC 6902}; paths count from the data
 * ({@code registry-side 3}). One that cannot be carried out does not stop the later ones, so that all of them are told.
 */
final class DataPatch {
    /** The place after the last element of an array. */
    private static final String END = "-";

    private final Problems problems;
    private final ObjectNode data;

    private DataPatch(ObjectNode data, Problems problems) {
        this.data = data;
        this.problems = problems;
    }

    /**
     * Changes the data.
     *
     * @param data is changed, in part also when something is wrong
     * @param problems takes all that is wrong
     */
    static void apply(List<PatchOperation> operations, ObjectNode data, Problems problems) {
        DataPatch patch = new DataPatch(data, problems);
        for (int i = 0; i < operations.size(); i++) {
            patch.carryOut("[" + i + "].", operations.get(i));
        }
    }

    private void carryOut(String element, PatchOperation operation) {
        JsonPointer path = operation.path();
        if (operation.op() != PatchOperation.Op.ADD && data.at(path).isMissingNode()) {
            problems.add(element + "path", "leads to nothing");
        } else if (path.matches()) {
            problems.add(element + "path", "is that of the data as a whole");
        } else if (data.at(path.head()) instanceof ObjectNode parent) {
            inObject(parent, path.last().getMatchingProperty(), operation);
        } else if (data.at(path.head()) instanceof ArrayNode parent) {
            inArray(element, parent, path.last().getMatchingProperty(), operation);
        } else {
            problems.add(element + "path", "leads into nothing");
        }
    }

    private static void inObject(ObjectNode parent, String name, PatchOperation operation) {
        if (operation.op() == PatchOperation.Op.REMOVE) {
            parent.remove(name);
        } else {
            parent.set(name, value(operation));
        }
    }

    private void inArray(String element, ArrayNode parent, String place, PatchOperation operation) {
        int index = place.equals(END) ? parent.size() : index(place);
        if (operation.op() == PatchOperation.Op.REMOVE) {
            parent.remove(index);
        } else if (operation.op() == PatchOperation.Op.REPLACE) {
            parent.set(index, value(operation));
        } else if (index < 0 || index > parent.size()) {
            problems.add(element + "path", "names no place of the array");
        } else {
            parent.insert(index, value(operation));
        }
    }

    private static int index(String place) {
        return place.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(place) : -1;
    }

    private static JsonNode value(PatchOperation operation) {
        return Objects.requireNonNull(operation.value()).deepCopy();
    }
}
