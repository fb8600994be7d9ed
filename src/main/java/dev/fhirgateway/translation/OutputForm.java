package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.RegistryId;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the parts of a mapping's output are made of. */
final class OutputForm {
    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9-][a-zA-Z0-9_-]{0,61}");

    private OutputForm() {}

    /** Whether it is text that the registry takes as a key of a type, a contain key or a definition. */
    static boolean isKey(JsonNode node) {
        return node.isTextual() && isKey(node.textValue());
    }

    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** Whether it is text that the registry takes as the id of a record. */
    static boolean isRegistryId(JsonNode node) {
        return node.isTextual() && RegistryId.isLegal(node.textValue());
    }

    static boolean isTextOrAbsent(JsonNode object, String name) {
        return !object.has(name) || object.path(name).isTextual();
    }

    static boolean isObjectOrAbsent(JsonNode object, String name) {
        return !object.has(name) || object.path(name).isObject();
    }

    /** Whether it has a key that is not {@code known}. */
    static boolean hasOther(JsonNode object, Set<String> known) {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            if (!known.contains(property.getKey())) {
                return true;
            }
        }
        return false;
    }
}
