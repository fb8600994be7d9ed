package dev.fhirgateway.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One call as it reached the sandbox, before anything was made of it. Immutable; {@link #toString()} has no body. */
public final class ReceivedCall {
    private final int number;
    private final Instant time;
    private final String method;
    private final String path;
    private final byte[] body;

    ReceivedCall(int number, Instant time, String method, String path, byte[] body) {
        this.number = number;
        this.time = time;
        this.method = method;
        this.path = path;
        this.body = body.clone();
    }

    /** Place in the order of arrival, from 1, over the sandbox's whole life. */
    public int number() {
        return number;
    }

    /** When it came, by the sandbox's clock. */
    public Instant time() {
        return time;
    }

    /** HTTP method, e.g. {@code PUT}. */
    public String method() {
        return method;
    }

    /** Path as sent, percent-encoded, without the query. */
    public String path() {
        return path;
    }

    /** A copy of the body's bytes; none for a call without a body. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8 text. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    int bodyLength() {
        return body.length;
    }

    @Override
    public String toString() {
        return number + " " + method + " " + path + " (" + body.length + " bytes)";
    }
}
