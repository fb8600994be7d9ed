package dev.fhirgateway.intake;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One type of FHIR R4, be it a resource, a data type or a part of a resource: what its JSON may have, by the name in JSON.
 * Compiled once from HAPI's definition of the type, so that a walk has one look-up for each property.
 */
final class R4Type {
    private final boolean resource;
    private final boolean bundle;
    private final boolean extension;
    private final boolean reference;
    private final Map<String, R4Element> elements;

    private R4Type(String name, boolean resource, Map<String, R4Element> elements) {
        this.resource = resource;
        this.bundle = resource && name.equals("Bundle");
        this.extension = name.equals("Extension");
        this.reference = name.equals("Reference");
        this.elements = elements;
    }

    /** @param model gives the types of what is in it, when they are asked for */
    static R4Type compiled(BaseRuntimeElementDefinition<?> definition, R4Model model) {
        Map<String, R4Element> elements = new HashMap<>();
        int choices = 0;
        for (BaseRuntimeChildDefinition child : ((BaseRuntimeElementCompositeDefinition<?>) definition).getChildren()) {
            long choice = R4Element.isChoice(child) ? 1L << choices++ : 0;
            for (String name : child.getValidChildNames()) {
                // HAPI answers to "subjectResource" as a second name of "subject"; FHIR does not.
                if (!name.equals(child.getElementName() + "Resource")) {
                    elements.put(name, R4Element.compiled(child, name, choice, model));
                }
            }
        }
        return new R4Type(definition.getName(), definition instanceof RuntimeResourceDefinition, elements);
    }

    /** Resources say their type in {@code resourceType}, besides their elements. */
    boolean isResource() {
        return resource;
    }

    /** HAPI binds the entries of a Bundle together, by rules that are not known here. */
    boolean isBundle() {
        return bundle;
    }

    boolean isExtension() {
        return extension;
    }

    boolean isReference() {
        return reference;
    }

    /** The element of that name; null when FHIR has none. */
    @Nullable
    R4Element element(String name) {
        return elements.get(name);
    }

    /** By which element an object made this choice first, be it by a value or by a companion: its name in JSON. */
    String chosenBy(ObjectNode node, R4Element chosen) {
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            String name = property.getKey().startsWith("_") ? property.getKey().substring(1) : property.getKey();
            R4Element element = elements.get(name);
            if (element != null && element.choice() == chosen.choice()) {
                return name;
            }
        }
        return "";
    }
}
