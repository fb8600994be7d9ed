package dev.fhirgateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The companion {@code _birthDate} of a primitive {@code birthDate}, which holds its id and extensions; of a list, the
 * companion is a list as well, with null for the items that have none ({@code FHIR R4 json.html#primitive}).
 */
final class PrimitiveExtensions {
    /** In XML these are attributes, or markup: HAPI reads them, and so their extensions, in other ways. */
    private static final Set<String> ATTRIBUTES = Set.of("id", "url", "div");

    private final StructureWalk walk;
    private final R4Model model;
    private final ElementPath path;
    private final ProblemList problems;

    PrimitiveExtensions(StructureWalk walk, R4Model model, ElementPath path, ProblemList problems) {
        this.walk = walk;
        this.model = model;
        this.path = path;
        this.problems = problems;
    }

    /** Whether a null in a list of values is there only because its companion has something for its place. */
    static boolean fills(ObjectNode node, String name, int item, R4Element element) {
        return element.kind() == R4Element.Kind.PRIMITIVE
                && node.path("_" + name).hasNonNull(item);
    }

    /** A property with the name of no element: may be the companion of one. As {@link StructureWalk#property}. */
    long property(ObjectNode node, R4Type type, String name, JsonNode companion, long chosen) {
        String elementName = name.startsWith("_") ? name.substring(1) : "";
        R4Element element = type.element(elementName);
        if (element == null || element.kind() != R4Element.Kind.PRIMITIVE) {
            if (!(type.isResource() && name.equals("resourceType"))) {
                walk.unknown(name);
            }
            return 0;
        }
        path.enter(name);
        if ((chosen & element.choice()) != 0) {
            walk.checkChoice(node, type, elementName, element);
        }
        if (ATTRIBUTES.contains(elementName)) {
            walk.doubt();
        }
        if (element.repeats()) {
            list(companion, node.get(elementName));
        } else {
            single(companion);
        }
        path.leave();
        return element.choice();
    }

    private void list(JsonNode companions, @Nullable JsonNode items) {
        if (!companions.isArray()) {
            problems.add("structure", path, "an array is expected");
        } else if (items == null || !items.isArray()) {
            problems.add("structure", path, "the list of values is expected beside it, with null where there is none");
        } else if (companions.isEmpty() || companions.size() > items.size()) {
            problems.add("structure", path, "one item for each item of the list of values is expected");
        } else {
            for (int i = 0; i < companions.size(); i++) {
                path.item(i);
                if (!companions.get(i).isNull()) {
                    single(companions.get(i));
                }
            }
        }
    }

    private void single(JsonNode companion) {
        if (!(companion instanceof ObjectNode node)) {
            problems.add("structure", path, companion.isNull() ? StructureWalk.NULL : "a JSON object is expected");
        } else if (node.isEmpty()) {
            problems.add("structure", path, StructureWalk.EMPTY);
        } else {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                element(node, property.getKey(), property.getValue());
            }
        }
    }

    /** What every element has; {@code Extension} has the same two, so its definition serves. */
    private void element(ObjectNode node, String name, JsonNode value) {
        if (name.equals("id") || name.equals("extension")) {
            walk.property(node, model.type(model.extension()), name, value, 0);
        } else {
            walk.unknown(name);
        }
    }
}
