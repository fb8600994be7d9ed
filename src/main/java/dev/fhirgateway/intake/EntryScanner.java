package dev.fhirgateway.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the entries of one body without building a tree: where each begins and ends, its type and its id. */
final class EntryScanner implements Closeable {
    private final IntakeSettings limits;
    private final Origin origin;
    private final long skipped;
    private final RecordedBody body;
    private final JsonParser parser;
    private final int maxEntries;
    private final Consumer<UpsertEntry> sink;
    private int found;

    /**
     * @param maxEntries how many entries there may be
     * @param skipped how many bytes were taken off the body before; offsets in messages count them
     * @param sink takes each entry as it is found
     */
    EntryScanner(
            JsonFactory json,
            IntakeSettings limits,
            int maxEntries,
            Origin origin,
            InputStream source,
            long skipped,
            Consumer<UpsertEntry> sink)
            throws IOException {
        this.limits = limits;
        this.maxEntries = maxEntries;
        this.sink = sink;
        this.origin = origin;
        this.skipped = skipped;
        this.body = new RecordedBody(source, limits.maxEntryBytes());
        this.parser = json.createParser(body);
    }

    void scan(Framing framing) throws IOException {
        try {
            if (framing == Framing.NDJSON) {
                lines();
            } else {
                array();
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableJson(parser, body, skipped, found).refusal(e);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private void array() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw refused("the body is empty; a JSON array of FHIR resources is expected");
        }
        if (first != JsonToken.START_ARRAY) {
            throw refused("the body is " + name(first) + "; a JSON array of FHIR resources is expected" + at());
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            sink.accept(entry());
            found++;
        }
        if (parser.nextToken() != null) {
            throw refused("the array has ended, but the body goes on" + at());
        }
    }

    private void lines() throws IOException {
        while (parser.nextToken() != null) {
            sink.accept(entry());
            found++;
        }
        if (found == 0) {
            throw refused("the body is empty; FHIR resources are expected, one a line");
        }
    }

    private UpsertEntry entry() throws IOException {
        int index = found;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw refused("entry " + index + " is " + name(parser.currentToken()) + ", not a FHIR resource" + at());
        }
        if (index >= maxEntries) {
            throw new RequestRefused(
                    413,
                    "too-long",
                    "more than the limit of " + maxEntries
                            + " entries (gateway.intake.max-entries); send smaller batches");
        }
        long from = parser.currentTokenLocation().getByteOffset();
        body.keepFrom(from);
        Glance glance = glance();
        long to = parser.currentLocation().getByteOffset();
        boolean fits = to - from <= limits.maxEntryBytes();
        OriginalBytes original = fits ? body.slice(from, to, glance.meta(from)) : OriginalBytes.none();
        List<Problem> defects = fits ? List.of() : List.of(tooLong(glance, to - from));
        body.keepFrom(to);
        return new UpsertEntry(origin, index, original, glance.resourceType, glance.id, defects);
    }

    private Glance glance() throws IOException {
        Glance glance = new Glance();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && name.equals("meta")) {
                glance.metaFrom = parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                glance.metaTo = parser.currentLocation().getByteOffset();
            } else if (value != JsonToken.VALUE_STRING) {
                parser.skipChildren();
            } else if (glance.resourceType == null && name.equals("resourceType")) {
                glance.resourceType = parser.getText();
            } else if (glance.id == null && name.equals("id")) {
                glance.id = parser.getText();
            }
        }
        return glance;
    }

    private Problem tooLong(Glance glance, long bytes) {
        return new Problem(
                "too-long",
                R4Model.shared().root(glance.resourceType).toString(),
                "the entry has " + bytes + " bytes; the limit is " + limits.maxEntryBytes()
                        + " bytes (gateway.intake.max-entry-bytes)");
    }

    private static RequestRefused refused(String words) {
        return new RequestRefused(400, "structure", words);
    }

    private String at() {
        return ", at byte offset " + (skipped + parser.currentTokenLocation().getByteOffset()) + " (counted from 0)";
    }

    private static String name(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "a JSON object";
            case START_ARRAY -> "a JSON array";
            case VALUE_STRING -> "a JSON string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a JSON number";
            case VALUE_NULL -> "null";
            default -> "true or false";
        };
    }

    /** What can be read of an entry in passing. */
    private static final class Glance {
        private @Nullable String resourceType;
        private @Nullable String id;
        private long metaFrom;
        private long metaTo;

        private OriginalBytes.@Nullable Span meta(long start) {
            return metaTo == 0 ? null : new OriginalBytes.Span((int) (metaFrom - start), (int) (metaTo - start));
        }
    }
}
