package dev.fhirgateway.upsert;

import java.io.InputStream;
import java.util.Objects;

/**
 * An admitted request whose body has not been read yet.
 *
 * @param sourceKey the registry source that this client writes to
 * @param body the bytes as they arrive; read once and closed, by intake
 * @param framing how resources follow each other in the body
 * @param gzip whether the body is compressed ({@code Content-Encoding: gzip})
 * @param preference which answer the client wants ({@code Prefer: return=...})
 */
public record UpsertRequest(String sourceKey, InputStream body, Framing framing, boolean gzip, Preference preference) {
    public UpsertRequest {
        Objects.requireNonNull(sourceKey);
        Objects.requireNonNull(body);
        Objects.requireNonNull(framing);
        Objects.requireNonNull(preference);
    }

    /** How resources follow each other: one JSON array, or one resource a line. */
    public enum Framing {
        JSON_ARRAY,
        NDJSON
    }

    /** The {@code return} preference of RFC 7240 that the answer follows. */
    public enum Preference {
        REPRESENTATION,
        MINIMAL
    }
}
