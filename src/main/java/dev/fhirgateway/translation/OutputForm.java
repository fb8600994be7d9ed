package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.RegistryId;
import java.util.Map;
import java.util.Set;

/** What the parts of a mapping's output are made of. */
final class OutputForm {
    private static final int LONGEST_KEY = 62;

    private OutputForm() {}

    /** Whether it is text that the registry takes as a key of a type, a contain key or a definition. */
    static boolean isKey(JsonNode node) {
        return node.isTextual() && isKey(node.textValue());
    }

    /** Letters and digits of ASCII, hyphens, and underscores but for the first. */
    static boolean isKey(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || (c == '_' && i > 0);
            if (!allowed) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_KEY;
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
