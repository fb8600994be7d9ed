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
import org.jspecify.annotations.Nullable;

/**
 * The resource as it was sent, with members of its {@code meta} set. Every byte outside of those members is the
 * client's own ({@code fhir-side section 1}).
 */
final class StoredResource {
    private static final ObjectMapper TREES = new ObjectMapper();

    private final byte[] original;
    private final @Nullable Span place;
    private final Map<String, String> meta;

    private StoredResource(byte[] original, @Nullable Span place) {
        this.original = original;
        this.place = place;
        this.meta = place == null ? new LinkedHashMap<>() : MetaMembers.of(original, place);
    }

    static StoredResource of(OriginalBytes original) {
        return new StoredResource(original.toByteArray(), original.meta());
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

    byte[] toByteArray() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(original.length + 192);
        if (place == null) {
            int close = original.length - 1;
            out.write(original, 0, close);
            out.writeBytes(utf8(",\"meta\":" + members()));
            out.write(original, close, 1);
        } else {
            out.write(original, 0, place.from());
            out.writeBytes(utf8(members()));
            out.write(original, place.to(), original.length - place.to());
        }
        return out.toByteArray();
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
