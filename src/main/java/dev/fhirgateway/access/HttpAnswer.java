package dev.fhirgateway.access;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an answer to its client, piece by piece, and comes to an end whatever the client does: Camel's own writer
 * waits without end for a client that has stopped reading, and for some that are gone, and keeps the whole batch in
 * memory while it waits. Blocks; not to be used by an event loop.
 */
final class HttpAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(HttpAnswer.class);
    private static final int PIECE = 64 * 1024;
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final ClientConnection client;
    private final HttpServerResponse response;
    private final Duration patience;

    /**
     * @param request what is answered
     * @param patience how long a client may take for one piece
     */
    HttpAnswer(HttpServerRequest request, Duration patience) {
        this.client = new ClientConnection(request);
        this.response = request.response();
        this.patience = patience;
    }

    /** When it returns, the answer has been taken, or its client has been cut off; nothing is left to be written. */
    void send(int status, Map<String, String> headers, InputStream body) {
        try {
            response.setStatusCode(status);
            headers.forEach(response::putHeader);
            send(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(headers, "the gateway is stopping");
        } catch (TimeoutException e) {
            giveUp(headers, "its client took nothing for " + patience.toSeconds() + " s");
        } catch (ExecutionException | IllegalStateException e) {
            giveUp(headers, "its connection is closed");
        } catch (IOException e) {
            giveUp(headers, "it cannot be made");
        }
    }

    private void send(InputStream body) throws IOException, InterruptedException, ExecutionException, TimeoutException {
        byte[] piece = new byte[PIECE];
        int length = body.readNBytes(piece, 0, PIECE);
        if (length < PIECE) {
            await(response.end(buffer(piece, length)));
            return;
        }
        response.setChunked(true);
        Future<Void> before = Future.succeededFuture();
        while (length > 0) {
            Future<Void> written = response.write(buffer(piece, length));
            await(before); // so that the next piece is made while this one is on its way
            before = written;
            length = body.readNBytes(piece, 0, PIECE);
        }
        await(before);
        await(response.end());
    }

    /** A copy: the piece is filled again while it is on its way. */
    private static Buffer buffer(byte[] piece, int length) {
        return Buffer.buffer(length).appendBytes(piece, 0, length);
    }

    /** Looks every second whether the client is still there: HTTP/2 tells nobody who writes to one that is gone. */
    private void await(Future<Void> written) throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Void> taken = written.toCompletionStage().toCompletableFuture();
        long giveUp = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                taken.get(Math.min(LOOK_NANOS, giveUp - System.nanoTime()), TimeUnit.NANOSECONDS);
                return;
            } catch (TimeoutException e) {
                if (response.closed()) {
                    throw new IllegalStateException("closed", e);
                }
                if (System.nanoTime() >= giveUp) {
                    throw e;
                }
            }
        }
    }

    private void giveUp(Map<String, String> headers, String why) {
        String batch = headers.get("X-Batch-Id");
        LOG.info("the answer to {} was not delivered: {}", batch == null ? "a refused request" : "batch " + batch, why);
        client.cutOff();
        try {
            if (!response.ended()) {
                response.end(); // reaches nobody; it is how Camel is told that there is nothing left to write
            }
        } catch (IllegalStateException ended) {
            LOG.trace("ended by the connection");
        }
    }
}
