package dev.fhirgateway.access;

import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.Wishes;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request says about its body and about the answer it wants. */
final class RequestHeaders {
    private static final Pattern KEY = Pattern.compile("[ -~]{1,255}");

    private final MultiMap headers;

    RequestHeaders(MultiMap headers) {
        this.headers = headers;
    }

    /**
     * How resources follow each other in the body. Without a media type it is taken for JSON.
     *
     * @throws RequestRefused 415 when it is none of the media types that are taken
     */
    Framing framing() {
        String contentType = headers.get("Content-Type");
        return switch (mediaType(contentType == null ? "application/json" : contentType)) {
            case "application/json", "application/fhir+json", "text/json" -> Framing.JSON_ARRAY;
            case "application/fhir+ndjson", "application/x-ndjson", "application/ndjson" -> Framing.NDJSON;
            default ->
                throw new RequestRefused(
                        415,
                        "not-supported",
                        "Content-Type has to be application/fhir+json or application/json for an array of resources,"
                                + " or application/fhir+ndjson for one resource a line");
        };
    }

    /**
     * Whether the body is compressed.
     *
     * @throws RequestRefused 415 for another encoding than gzip
     */
    boolean gzip() {
        String encoding = headers.get("Content-Encoding");
        if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.strip().equalsIgnoreCase("gzip")) {
            return true;
        }
        throw new RequestRefused(
                415, "not-supported", "Content-Encoding has to be gzip or absent", Map.of("Accept-Encoding", "gzip"));
    }

    /**
     * The answer is FHIR JSON, so the client has to take that.
     *
     * @throws RequestRefused 406 when it does not
     */
    void requireAcceptable() {
        String accept = headers.get("Accept");
        if (accept == null || accept.isBlank()) {
            return;
        }
        for (String range : accept.split(",")) {
            String type = mediaType(range);
            if (type.equals("*/*") || type.equals("application/*") || type.endsWith("json")) {
                return;
            }
        }
        throw new RequestRefused(406, "not-supported", "the answer is application/fhir+json; Accept leaves that out");
    }

    /**
     * The body has to fit, where its length is told. A compressed body that does not fit does so even less when it is
     * inflated.
     *
     * @param setting which says so
     * @throws RequestRefused 413 when it does not, before it is read
     */
    void requireLengthWithin(long maxBytes, String setting) {
        long length = length();
        if (length > maxBytes) {
            throw new RequestRefused(
                    413,
                    "too-long",
                    "the body has " + length + " bytes, the limit is " + maxBytes + " (" + setting
                            + "); send it in smaller batches");
        }
    }

    /**
     * How long the client waits for its answer, from {@code X-Request-Timeout}; null when it does not say.
     *
     * @throws RequestRefused 400 when it is said in another form than those of {@link RequestTimeout}, or more than once
     */
    @Nullable
    Duration timeout() {
        List<String> told = headers.getAll("X-Request-Timeout");
        if (told.isEmpty()) {
            return null;
        }
        return Optional.of(told)
                .filter(values -> values.size() == 1)
                .flatMap(values -> RequestTimeout.read(values.get(0)))
                .orElseThrow(() -> new RequestRefused(
                        400, "value", "X-Request-Timeout has to be " + RequestTimeout.EXPECTED + ", once"));
    }

    /** How long the body is as it is sent; 0 when it is not told. */
    long length() {
        String contentLength = headers.get("Content-Length");
        return contentLength == null ? 0 : Long.parseLong(contentLength.strip());
    }

    /** Whether nothing may be sent, and the answer is what would be. */
    boolean dryRun() {
        return "true".equalsIgnoreCase(headers.get("X-Dry-Run"));
    }

    /**
     * What else is asked for, by {@code X-Force} and {@code Idempotency-Key}.
     *
     * @throws RequestRefused 400 for a key that is none, or more than one
     */
    Wishes wishes() {
        boolean forced = "true".equalsIgnoreCase(headers.get("X-Force"));
        List<String> keys = headers.getAll("Idempotency-Key");
        if (keys.isEmpty()) {
            return forced ? new Wishes(true, null) : Wishes.NONE;
        }
        String key = keys.get(0).strip();
        if (keys.size() > 1 || !KEY.matcher(key).matches()) {
            throw new RequestRefused(
                    400, "value", "Idempotency-Key has to be 1 to 255 characters of printable ASCII, once");
        }
        return new Wishes(forced, key);
    }

    /** What is preferred, and not asked for. */
    Prefer prefer() {
        return Prefer.read(headers.getAll("Prefer"));
    }

    private static String mediaType(String header) {
        int parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
