package dev.fhirgateway.access;

import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * The door for HTTP: asks who is there and what they bring, and only then lets the body be read. The message leaves
 * with an {@link UpsertRequest} as its body and no header at all: what stage needs to know is in the body, and what
 * a client put into headers can neither steer a later step nor come back in an answer.
 */
public final class FrontDoor {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Access access;
    private final long maxBytes;

    /**
     * @param access who may write
     * @param maxBytes the largest body, known from its {@code Content-Length} before it is read
     */
    public FrontDoor(Access access, long maxBytes) {
        this.access = access;
        this.maxBytes = maxBytes;
    }

    /**
     * Takes a {@code PUT} whose body is the paused request.
     *
     * @throws RequestRefused 401 without a good token, 415 or 406 for a media type, 413 for a length over the limit
     */
    public void admit(Exchange exchange) {
        HttpServerRequest http = exchange.getMessage().getBody(HttpServerRequest.class);
        RequestBody body = new RequestBody(http, PATIENCE);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                body.discard();
            }
        });
        Client client = client(http);
        boolean gzip = gzip(http);
        Framing framing = framing(http.getHeader("Content-Type"));
        acceptable(http.getHeader("Accept"));
        fits(http.getHeader("Content-Length"), gzip);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(new UpsertRequest(
                client.sourceKey(),
                body,
                framing,
                gzip,
                preference(http.headers().getAll("Prefer"))));
    }

    private Client client(HttpServerRequest http) {
        boolean loopback = http.remoteAddress().hostAddress() != null
                && LoopbackAddress.isLoopback(http.remoteAddress().hostAddress());
        Admission admission = access.admit(http.getHeader("Authorization"), loopback);
        if (admission instanceof Admission.Denied denied) {
            throw new RequestRefused(
                    401, "login", denied.diagnostics(), Map.of("WWW-Authenticate", denied.wwwAuthenticate()));
        }
        return ((Admission.Admitted) admission).client();
    }

    private static Framing framing(@Nullable String contentType) {
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

    private static boolean gzip(HttpServerRequest http) {
        String encoding = http.getHeader("Content-Encoding");
        if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.strip().equalsIgnoreCase("gzip")) {
            return true;
        }
        throw new RequestRefused(
                415, "not-supported", "Content-Encoding has to be gzip or absent", Map.of("Accept-Encoding", "gzip"));
    }

    private static void acceptable(@Nullable String accept) {
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

    private void fits(@Nullable String contentLength, boolean gzip) {
        if (contentLength == null || gzip) {
            return;
        }
        long length = Long.parseLong(contentLength.strip());
        if (length > maxBytes) {
            throw new RequestRefused(
                    413,
                    "too-long",
                    "the body has " + length + " bytes, the limit is " + maxBytes
                            + " (gateway.intake.max-bytes); send it in smaller batches");
        }
    }

    private static Preference preference(Iterable<String> prefer) {
        for (String line : prefer) {
            for (String preference : line.split("[,;]")) {
                if (preference.replace(" ", "").replace("\"", "").equalsIgnoreCase("return=minimal")) {
                    return Preference.MINIMAL;
                }
            }
        }
        return Preference.REPRESENTATION;
    }

    private static String mediaType(String header) {
        int parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
