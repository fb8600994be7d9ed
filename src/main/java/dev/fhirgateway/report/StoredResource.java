package dev.fhirgateway.report;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fhirgateway.upsert.OriginalBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private final byte[] original;
    private final MetaMembers meta;
    private final Map<String, String> changes = new LinkedHashMap<>();

    private StoredResource(byte[] original, MetaMembers meta) {
        this.original = original;
        this.meta = meta;
    }

    static StoredResource of(OriginalBytes original) {
        byte[] bytes = original.toByteArray();
        try {
            return new StoredResource(bytes, MetaMembers.find(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("an entry that was parsed once cannot be read again", e);
        }
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
        changes.put(member, quoted(value));
        return this;
    }

    /** Appends an element, given as JSON text, to an array member of {@code meta}; what it held stays. */
    StoredResource append(String member, String element) {
        MetaMembers.Span old = meta.member(member);
        String held = old == null ? "" : text(old.from() + 1, old.to() - 1).strip();
        changes.put(member, held.isEmpty() ? "[" + element + "]" : "[" + held + "," + element + "]");
        return this;
    }

    byte[] toByteArray() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(original.length + 192);
        if (meta.start() >= 0) {
            out.write(original, 0, meta.start());
            out.writeBytes(members());
            out.write(original, meta.end(), original.length - meta.end());
        } else {
            out.write(original, 0, meta.close());
            out.writeBytes(utf8(",\"meta\":"));
            out.writeBytes(members());
            out.write(original, meta.close(), original.length - meta.close());
        }
        return out.toByteArray();
    }

    private byte[] members() {
        Map<String, String> all = new LinkedHashMap<>();
        meta.members().forEach((name, span) -> all.put(name, text(span.from(), span.to())));
        all.putAll(changes);
        StringBuilder json = new StringBuilder("{");
        all.forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                .append(quoted(name))
                .append(':')
                .append(value));
        return utf8(json.append('}').toString());
    }

    private String text(int from, int to) {
        return new String(original, from, to - from, StandardCharsets.UTF_8);
    }

    static String quoted(String value) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + "\"";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
