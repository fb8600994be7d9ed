package dev.fhirgateway.sandbox;

import dev.fhirgateway.sandbox.http.LoggedCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One call as it reached the sandbox, and what it was answered, if it was by the time of asking. Immutable;
 * {@link #toString()} has no body.
 */
public final class ReceivedCall {
    private final LoggedCall call;

    ReceivedCall(LoggedCall call) {
        this.call = call;
    }

    /** Place in the order of arrival, from 1, since the sandbox was started or reset. */
    public int number() {
        return call.number();
    }

    /** When it came, by the sandbox's clock. */
    public Instant time() {
        return call.time();
    }

    /** HTTP method, e.g. {@code PUT}. */
    public String method() {
        return call.method();
    }

    /** Path as sent, percent-encoded, without the query. */
    public String path() {
        return call.path();
    }

    /** A copy of the body's bytes; none for a call without a body. */
    public byte[] body() {
        return call.body();
    }

    /** The body as UTF-8 text. */
    public String bodyText() {
        return call.bodyText();
    }

    /** The HTTP status of its answer; empty while there is none, and for ever when the connection was reset. */
    public OptionalInt status() {
        return call.status();
    }

    /** Real time until its answer went out, or its connection was reset; empty while neither has happened. */
    public Optional<Duration> duration() {
        return call.duration();
    }

    @Override
    public String toString() {
        return call.toString();
    }
}
