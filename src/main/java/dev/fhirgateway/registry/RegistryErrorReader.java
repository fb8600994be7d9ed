package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one {@link RegistryError} of the several bodies that are about ({@code registry-side 10}). */
final class RegistryErrorReader {
    private RegistryErrorReader() {}

    static RegistryError read(int httpStatus, byte[] body) {
        return RegistryJson.parse(body)
                .filter(JsonNode::isObject)
                .map(root -> root.path("detail").isObject() ? root.path("detail") : root)
                .map(node -> error(node, httpStatus))
                .orElseGet(() -> told(httpStatus, "answered " + httpStatus + " with a body that is no error object"));
    }

    static @Nullable RegistryError receiptError(JsonNode node) {
        return node.isObject() ? error(node, ErrorType.INTERNAL.httpStatus()) : null;
    }

    private static RegistryError error(JsonNode node, int outerCode) {
        int code = code(node).orElse(outerCode);
        ErrorType type = Optional.ofNullable(RegistryJson.text(node, "type"))
                .flatMap(ErrorType::ofName)
                .orElseGet(() -> ErrorType.ofHttpStatus(code));
        return new RegistryError(code, type, message(node, code), details(node, code));
    }

    /** The older product calls it {@code status}; words and numbers outside the error classes tell nothing. */
    private static Optional<Integer> code(JsonNode node) {
        return Optional.of(node.path("code").isInt() ? node.path("code") : node.path("status"))
                .filter(JsonNode::isInt)
                .map(JsonNode::intValue)
                .filter(code -> code >= 400 && code < 600);
    }

    private static String message(JsonNode node, int code) {
        String message = RegistryJson.text(node, "message");
        String text = message == null ? RegistryJson.text(node, "detail") : message;
        String field = RegistryJson.text(node, "field");
        if (text == null || text.isBlank()) {
            return "the registry gave no message with " + code;
        }
        return field == null ? text : field + ": " + text;
    }

    private static List<RegistryError> details(JsonNode node, int code) {
        List<RegistryError> details = new ArrayList<>();
        JsonNode all = node.path("details").isArray() ? node.path("details") : node.path("errors");
        all.forEach(detail -> {
            if (detail.isObject()) {
                details.add(error(detail, code));
            } else if (detail.isTextual()) {
                details.add(new RegistryError(code, ErrorType.ofHttpStatus(code), detail.asText(), List.of()));
            }
        });
        return details;
    }

    private static RegistryError told(int httpStatus, String what) {
        return new RegistryError(httpStatus, ErrorType.ofHttpStatus(httpStatus), "the registry " + what, List.of());
    }
}
