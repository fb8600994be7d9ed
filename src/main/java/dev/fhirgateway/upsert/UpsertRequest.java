package dev.fhirgateway.upsert;

import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An admitted request whose body has not been read yet.
 *
 * @param client who sent it, as in {@link Origin}
 * @param sourceKey the registry source that this client writes to
 * @param timeout how long the client waits for its answer, as it told; null when it told nothing
 * @param body the bytes as they arrive; read once and closed, by intake
 * @param memory is asked for the memory that the body takes
 * @param framing how resources follow each other in the body
 * @param gzip whether the body is compressed ({@code Content-Encoding: gzip})
 * @param preference which answer the client wants
 * @param wishes what else it asks for
 */
public record UpsertRequest(
        String client,
        String sourceKey,
        @Nullable Duration timeout,
        InputStream body,
        BodyMemory memory,
        Framing framing,
        boolean gzip,
        Preference preference,
        Wishes wishes) {
    public UpsertRequest {
        Objects.requireNonNull(client);
        Objects.requireNonNull(sourceKey);
        Objects.requireNonNull(body);
        Objects.requireNonNull(memory);
        Objects.requireNonNull(framing);
        Objects.requireNonNull(preference);
        Objects.requireNonNull(wishes);
    }

    /** One whose sender asks for nothing else. */
    public UpsertRequest(
            String client,
            String sourceKey,
            @Nullable Duration timeout,
            InputStream body,
            BodyMemory memory,
            Framing framing,
            boolean gzip,
            Preference preference) {
        this(client, sourceKey, timeout, body, memory, framing, gzip, preference, Wishes.NONE);
    }

    /** One whose sender tells no timeout, and whose body nobody bounds. */
    public UpsertRequest(
            String client, String sourceKey, InputStream body, Framing framing, boolean gzip, Preference preference) {
        this(client, sourceKey, null, body, BodyMemory.UNBOUNDED, framing, gzip, preference);
    }

    /** How resources follow each other: one JSON array, or one resource a line. */
    public enum Framing {
        JSON_ARRAY,
        NDJSON
    }

    /** What the answer tells. */
    public enum Preference {
        /** The resources, by {@code Prefer: return=representation} of RFC 7240. */
        REPRESENTATION,
        /** A line for each, by {@code Prefer: return=minimal}. */
        MINIMAL,
        /** What would be sent to the registry, and nothing is. */
        DRY_RUN,
        /** Nothing yet but where to ask later, by {@code Prefer: respond-async} of RFC 7240. */
        ASYNC
    }
}
