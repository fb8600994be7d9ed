package dev.fhirgateway.upsert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries for tests that do not care where they come from. */
public final class Entries {
    public static final Origin ORIGIN = new Origin(
            "batch-1", "ehr", "default", Instant.parse("2026-01-02T03:04:05Z"), Instant.parse("2026-01-02T03:06:05Z"));

    private static final JsonFactory ANY_DEPTH = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private Entries() {}

    public static UpsertEntry patient(int index, String id) {
        return of(index, "Patient", id, "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}");
    }

    public static UpsertEntry of(int index, String resourceType, String id, String json) {
        return new UpsertEntry(ORIGIN, index, original(json), resourceType, id, List.of());
    }

    /** The bytes of a resource, with the place of its {@code meta} as intake finds it. */
    public static OriginalBytes original(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return OriginalBytes.copyOf(bytes, 0, bytes.length, meta(bytes));
    }

    private static OriginalBytes.@Nullable Span meta(byte[] bytes) {
        try (JsonParser parser = ANY_DEPTH.createParser(bytes)) {
            parser.nextToken();
            OriginalBytes.Span meta = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean named = parser.currentName().equals("meta");
                parser.nextToken();
                long from = parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (named) {
                    meta = new OriginalBytes.Span(
                            (int) from, (int) parser.currentLocation().getByteOffset());
                }
            }
            return meta;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static UpsertBatch batch(UpsertEntry... entries) {
        return new UpsertBatch(ORIGIN, UpsertRequest.Preference.REPRESENTATION, List.of(entries));
    }

    public static UpsertResult persisted(UpsertEntry entry) {
        return new UpsertResult.Persisted(
                entry, true, "17", Instant.parse("2026-01-02T03:04:06Z"), Instant.parse("2026-01-01T00:00:00Z"));
    }

    public static UpsertResult accepted(UpsertEntry entry) {
        return new UpsertResult.Accepted(entry, "s_task");
    }

    public static UpsertResult unchanged(UpsertEntry entry) {
        return new UpsertResult.Unchanged(entry, "16", Instant.parse("2026-01-02T03:04:06Z"), null);
    }

    public static UpsertResult rejected(UpsertEntry entry, Blame blame) {
        return new UpsertResult.Rejected(
                entry, blame, List.of(new Problem("value", "Patient.birthDate", "not a FHIR date")));
    }

    public static UpsertResult undelivered(UpsertEntry entry) {
        return new UpsertResult.Undelivered(
                entry, Blame.REGISTRY_UNAVAILABLE, List.of(new Problem("transient", "Patient", "cannot be reached")));
    }
}
