package dev.fhirgateway.report;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.OriginalBytes.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The resource as it was sent, with members of its {@code meta} set. Every byte outside of those members is the
 * client's own ({@code fhir-side section 1}).
 */
final class StoredResource {
    private static final ObjectMapper TREES = new ObjectMapper();

    private final OriginalBytes original;
    private final Map<String, String> meta;

    private StoredResource(OriginalBytes original) {
        this.original = original;
        this.meta = original.meta() == null ? new LinkedHashMap<>() : MetaMembers.of(original.metaBytes());
    }

    static StoredResource of(OriginalBytes original) {
        return new StoredResource(original);
    }

    /**
     * Of an entry that passed no check; empty when its bytes were not kept, or its {@code meta} has a form that nothing
     * can be added to.
     */
    static Optional<StoredResource> ofUnchecked(OriginalBytes original) {
        try {
            JsonNode meta = TREES.readTree(original.stream()).path("meta");
            boolean takesMore = original.length() > 0
                    && (meta.isMissingNode() || meta.isObject())
                    && Stream.of("tag", "extension")
                            .map(meta::path)
                            .allMatch(list -> list.isMissingNode() || list.isArray());
            return takesMore ? Optional.of(of(original)) : Optional.empty();
        } catch (IOException tooDeep) {
            return Optional.empty();
        }
    }

    /** Sets a string member of {@code meta}, in the place of an old one if there is one. */
    StoredResource set(String member, String value) {
        meta.put(member, quoted(value));
        return this;
    }

    /** Appends an element, given as JSON text, to an array member of {@code meta}; what it held stays. */
    StoredResource append(String member, String element) {
        String old = meta.getOrDefault(member, "[]");
        String held = old.substring(1, old.length() - 1).strip();
        meta.put(member, held.isEmpty() ? "[" + element + "]" : "[" + held + "," + element + "]");
        return this;
    }

    void writeTo(ByteArrayOutputStream out) {
        Span place = original.meta();
        if (place == null) {
            int close = original.length() - 1;
            original.writeTo(out, 0, close);
            out.writeBytes(utf8(",\"meta\":" + members() + "}"));
        } else {
            original.writeTo(out, 0, place.from());
            out.writeBytes(utf8(members()));
            original.writeTo(out, place.to(), original.length());
        }
    }

    private String members() {
        StringBuilder json = new StringBuilder("{");
        meta.forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                .append(quoted(name))
                .append(':')
                .append(value));
        return json.append('}').toString();
    }

    static String quoted(String value) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + "\"";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
