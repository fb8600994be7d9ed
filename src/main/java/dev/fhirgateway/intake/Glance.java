package dev.fhirgateway.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fhirgateway.upsert.OriginalBytes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What can be read of an entry in passing. */
final class Glance {
    private static final String BUNDLE = "Bundle";

    private final JsonParser parser;
    private final @Nullable Opening opening;
    private @Nullable String resourceType;
    private @Nullable String id;
    private long metaFrom;
    private long metaTo;
    private boolean opened;

    private Glance(JsonParser parser, @Nullable Opening opening) {
        this.parser = parser;
        this.opening = opening;
    }

    /**
     * Reads the object that the parser stands at, to its end.
     *
     * @param opening opens a Bundle; null when a Bundle is an entry as any other
     */
    static Glance at(JsonParser parser, @Nullable Opening opening) throws IOException {
        Glance glance = new Glance(parser, opening);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            glance.member(name, parser.nextToken());
        }
        return glance;
    }

    private void member(String name, JsonToken value) throws IOException {
        if (value == JsonToken.START_OBJECT && name.equals("meta")) {
            metaFrom = parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            metaTo = parser.currentLocation().getByteOffset();
        } else if (opening != null && value == JsonToken.START_ARRAY && name.equals("entry") && mayBeBundle()) {
            opened |= opening.open();
        } else if (value != JsonToken.VALUE_STRING) {
            parser.skipChildren();
        } else if (resourceType == null && name.equals("resourceType")) {
            resourceType = parser.getText();
        } else if (id == null && name.equals("id")) {
            id = parser.getText();
        }
    }

    private boolean mayBeBundle() {
        return resourceType == null || resourceType.equals(BUNDLE);
    }

    /** Whether it was a Bundle, and what is in it was given away. */
    boolean isOpenedBundle() {
        return opening != null && (opened || BUNDLE.equals(resourceType));
    }

    @Nullable
    String resourceType() {
        return resourceType;
    }

    @Nullable
    String id() {
        return id;
    }

    /** Where {@code meta} stands in an entry that begins at {@code start}. */
    OriginalBytes.@Nullable Span meta(long start) {
        return metaTo == 0 ? null : new OriginalBytes.Span((int) (metaFrom - start), (int) (metaTo - start));
    }

    /** Reads {@code Bundle.entry} to its end. */
    @FunctionalInterface
    interface Opening {
        /** Whether there was a resource in it. */
        boolean open() throws IOException;
    }
}
