package dev.fhirgateway.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One call as it reached the sandbox, and what it was answered, if it was by the time of asking. Immutable;
 * {@link #toString()} has no body.
 */
public final class LoggedCall {
    private final int number;
    private final Instant time;
    private final String method;
    private final String path;
    private final byte[] body;
    private final @Nullable Integer status;
    private final @Nullable Duration duration;

    LoggedCall(int number, Instant time, String method, String path, byte[] body) {
        this(number, time, method, path, body.clone(), null, null);
    }

    private LoggedCall(
            int number,
            Instant time,
            String method,
            String path,
            byte[] body,
            @Nullable Integer status,
            @Nullable Duration duration) {
        this.number = number;
        this.time = time;
        this.method = method;
        this.path = path;
        this.body = body;
        this.status = status;
        this.duration = duration;
    }

    /** The same call, now that it is over; no status when no answer was sent. */
    LoggedCall ended(@Nullable Integer answered, Duration took) {
        return new LoggedCall(number, time, method, path, body, answered, took);
    }

    /** Place in the order of arrival, from 1, since the sandbox was started or reset. */
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

    /** The HTTP status of its answer; empty while there is none, and for ever when the connection was reset. */
    public OptionalInt status() {
        return status == null ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** Real time until its answer went out, or its connection was reset; empty while neither has happened. */
    public Optional<Duration> duration() {
        return Optional.ofNullable(duration);
    }

    int bodyLength() {
        return body.length;
    }

    @Override
    public String toString() {
        return number + " " + method + " " + path + " (" + body.length + " bytes)";
    }
}
