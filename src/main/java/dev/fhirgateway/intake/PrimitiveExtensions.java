package dev.fhirgateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The companion {@code _birthDate} of a primitive {@code birthDate}, which holds its id and extensions; of a list, the
 * companion is a list as well, with null for the items that have none ({@code FHIR R4 json.html#primitive}).
 */
final class PrimitiveExtensions {
    private final StructureWalk walk;
    private final R4Model model;
    private final ProblemList problems;

    PrimitiveExtensions(StructureWalk walk, R4Model model, ProblemList problems) {
        this.walk = walk;
        this.model = model;
        this.problems = problems;
    }

    void list(JsonNode companions, @Nullable JsonNode items, ElementPath path) {
        if (!companions.isArray()) {
            problems.add("structure", path, "an array is expected");
        } else if (items == null || !items.isArray()) {
            problems.add("structure", path, "the list of values is expected beside it, with null where there is none");
        } else if (companions.isEmpty() || companions.size() > items.size()) {
            problems.add("structure", path, "one item for each item of the list of values is expected");
        } else {
            for (int i = 0; i < companions.size(); i++) {
                if (!companions.get(i).isNull()) {
                    single(companions.get(i), path.item(i));
                }
            }
        }
    }

    void single(JsonNode companion, ElementPath path) {
        if (!(companion instanceof ObjectNode node)) {
            problems.add("structure", path, companion.isNull() ? StructureWalk.NULL : "a JSON object is expected");
        } else if (node.isEmpty()) {
            problems.add("structure", path, StructureWalk.EMPTY);
        } else {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                element(node, property.getKey(), path);
            }
        }
    }

    /** What every element has; {@code Extension} has the same two, so its definition serves. */
    private void element(ObjectNode node, String name, ElementPath path) {
        if (name.equals("id") || name.equals("extension")) {
            walk.property(new FhirObject(node, model.extension(), path), name);
        } else {
            walk.unknown(name, path);
        }
    }
}
