package dev.fhirgateway.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Finds the entries of one body without building a tree: where each begins and ends, its type and its id. Holds one entry
 * at a time, and gives it away before it looks for the next.
 */
final class EntryScanner implements Closeable {
    private final int maxEntryBytes;
    private final Scan scan;
    private final long skipped;
    private final RecordedBody body;
    private final JsonParser parser;
    private int count;

    /** @param skipped how many bytes were taken off the body before; offsets in messages count them */
    EntryScanner(JsonFactory json, int maxEntryBytes, Scan scan, InputStream source, long skipped) throws IOException {
        this.maxEntryBytes = maxEntryBytes;
        this.scan = scan;
        this.skipped = skipped;
        this.body = new RecordedBody(source, maxEntryBytes);
        this.parser = json.createParser(body);
    }

    void scan() throws IOException {
        try {
            if (scan.framing() == Framing.NDJSON) {
                lines();
            } else {
                array();
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableJson(parser, body, skipped, count).refusal(e);
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
            entry();
        }
        if (parser.nextToken() != null) {
            throw refused("the array has ended, but the body goes on" + at());
        }
    }

    private void lines() throws IOException {
        if (parser.nextToken() == null) {
            throw refused("the body is empty; FHIR resources are expected, one a line");
        }
        do {
            entry();
        } while (parser.nextToken() != null);
    }

    private void entry() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw refused("entry " + count + " is " + name(parser.currentToken()) + ", not a FHIR resource" + at());
        }
        long from = parser.currentTokenLocation().getByteOffset();
        body.keepFrom(from);
        Glance glance = Glance.at(parser, scan.bundles() ? this::bundled : null);
        if (!glance.isOpenedBundle()) {
            give(glance, from);
        }
    }

    /** Gives away the object that has just ended. */
    private void give(Glance glance, long from) {
        if (count >= scan.maxEntries()) {
            throw new RequestRefused(
                    413,
                    "too-long",
                    "more than the limit of " + scan.maxEntries()
                            + " entries (gateway.intake.max-entries); send smaller batches");
        }
        long to = parser.currentLocation().getByteOffset();
        boolean fits = to - from <= maxEntryBytes;
        OriginalBytes original = fits ? body.slice(from, to, glance.meta(from)) : OriginalBytes.none();
        List<Problem> defects = fits ? List.of() : List.of(tooLong(glance, to - from));
        body.keepFrom(to);
        scan.sink()
                .accept(new UpsertEntry(scan.origin(), count, original, glance.resourceType(), glance.id(), defects));
        count++;
    }

    /**
     * Gives away the resources in {@code Bundle.entry}. The type may come after it; what has the same element and no
     * resources in it ({@code List.entry}) is told by that.
     *
     * @return whether there was one
     */
    private boolean bundled() throws IOException {
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw refused("entry " + count + " is " + name(parser.currentToken()) + ", in a Bundle" + at());
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("resource")) {
                    found = true;
                    resourceOfBundle();
                } else {
                    parser.skipChildren();
                }
            }
        }
        return found;
    }

    /** What a server tells of its search ({@code FHIR R4 search.html#errors}) is no record of anyone. */
    private void resourceOfBundle() throws IOException {
        long from = parser.currentTokenLocation().getByteOffset();
        body.keepFrom(from);
        Glance glance = Glance.at(parser, null);
        if (!"OperationOutcome".equals(glance.resourceType())) {
            give(glance, from);
        }
    }

    private Problem tooLong(Glance glance, long bytes) {
        return new Problem(
                "too-long",
                R4Model.shared().root(glance.resourceType()),
                "the entry has " + bytes + " bytes; the limit is " + maxEntryBytes
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
}
