package dev.fhirgateway.access;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;

/** What becomes of the connection of a request whose body is not read to its end, or whose answer is not taken. */
final class ClientConnection {
    /** More than can be on its way in the buffers of both machines when the client sees the answer. */
    private static final long DISCARDED_AT_MOST = 16L << 20;

    private final HttpServerRequest request;

    ClientConnection(HttpServerRequest request) {
        this.request = request;
    }

    boolean expectsContinue() {
        return "100-continue".equalsIgnoreCase(request.getHeader("Expect"));
    }

    /**
     * A client that waits for {@code 100 Continue} and is refused may send its body or not: what comes next on its
     * connection could be either ({@code RFC 9110, section 10.1.1}), so the answer says that it will be closed.
     */
    void announceClose() {
        if (expectsContinue() && !multiplexed()) {
            request.response().putHeader("Connection", "close");
        }
    }

    /**
     * Lets the rest of the body through and drops it, so that the connection can be used again. Whoever goes on sending
     * after the answer, or stops in the middle, is cut off.
     *
     * @param continued whether a client that waited for {@code 100 Continue} got it
     * @param patience how long the client may take for the rest
     */
    void discard(boolean continued, Duration patience) {
        if (request.isEnded()) {
            return;
        }
        if (expectsContinue() && !continued) {
            cutOff();
            return;
        }
        long[] dropped = {0};
        try {
            request.exceptionHandler(fault -> {});
            request.endHandler(end -> {});
            request.handler(buffer -> {
                dropped[0] += buffer.length();
                if (dropped[0] > DISCARDED_AT_MOST) {
                    cutOff();
                }
            });
            request.resume();
        } catch (IllegalStateException ignored) {
            return; // HTTP/2: the end came meanwhile
        }
        cutOffAfter(patience);
    }

    private void cutOffAfter(Duration patience) {
        Context eventLoop = Vertx.currentContext();
        if (eventLoop != null) {
            eventLoop.owner().setTimer(patience.toMillis(), late -> {
                if (!request.isEnded()) {
                    cutOff();
                }
            });
        }
    }

    /**
     * Ends the exchange at once. Over HTTP/2 that is one stream, its neighbours go on. Over HTTP/1.1 it is the channel:
     * Vert.x's own close waits for what is still to be written, which a client that does not read can delay for ever.
     */
    void cutOff() {
        if (multiplexed()) {
            request.response().reset();
        } else {
            var unused = ((ConnectionBase) request.connection())
                    .channelHandlerContext()
                    .close();
        }
    }

    private boolean multiplexed() {
        return request.version() == HttpVersion.HTTP_2;
    }
}
