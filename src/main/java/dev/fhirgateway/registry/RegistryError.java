package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the registry says went wrong ({@code registry-side 10}). Its words may quote the record, so they are for the
 * sender alone ({@code registry-side 14.24}): {@link #toString()} leaves them out, and {@link #summary()} is not for
 * logs.
 *
 * @param code the error's own code, like an HTTP status
 * @param type the kind of error
 * @param message the registry's words
 * @param details the errors within, in the same form
 */
public record RegistryError(int code, ErrorType type, String message, List<RegistryError> details) {
    public RegistryError {
        Objects.requireNonNull(type);
        Objects.requireNonNull(message);
        details = List.copyOf(details);
    }

    /** An error of this type, with the type's own code. */
    public static RegistryError of(ErrorType type, String message, List<RegistryError> details) {
        return new RegistryError(type.httpStatus(), type, message, details);
    }

    /** An error of this type without details. */
    public static RegistryError of(ErrorType type, String message) {
        return of(type, message, List.of());
    }

    /**
     * Reads an error answer in any of its forms: plain, nested below {@code detail}, or of the older product. Never
     * fails: where the body tells nothing, the type follows the HTTP status and the message says that it was so.
     *
     * @param httpStatus the status of the answer
     * @param body the answer, whatever it is
     */
    public static RegistryError read(int httpStatus, byte[] body) {
        return RegistryErrorReader.read(httpStatus, body);
    }

    /** One line: {@code TYPE: message; detail message; ...}, details depth first. */
    public String summary() {
        return type + ": " + messages().map(RegistryError::oneLine).collect(Collectors.joining("; "));
    }

    /** The canonical form; {@code details} only when there are some. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        json.put("code", code);
        RegistryJson.put(json, "type", type.name());
        RegistryJson.put(json, "message", message);
        ArrayNode all = json.arrayNode();
        details.forEach(detail -> all.add(detail.toJson()));
        RegistryJson.put(json, "details", all);
        return json;
    }

    private Stream<String> messages() {
        return Stream.concat(Stream.of(message), details.stream().flatMap(RegistryError::messages));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
    }

    @Override
    public String toString() {
        return "RegistryError[" + code + " " + type + "]";
    }
}
