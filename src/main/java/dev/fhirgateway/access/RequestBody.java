package dev.fhirgateway.access;

import dev.fhirgateway.upsert.RequestRefused;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of a paused request as a stream with back-pressure: the next buffer is asked for when the one before has
 * been read, so memory never holds more than a few of them, whatever the length of the body. Read by one thread that
 * may block. The first read answers {@code Expect: 100-continue}; a refused request never gets that far.
 */
final class RequestBody extends InputStream {
    private static final Logger LOG = LoggerFactory.getLogger(RequestBody.class);
    private static final int READ_AHEAD = 4;
    private static final long DISCARDED_AT_MOST = 4L << 20;
    private static final Buffer END = Buffer.buffer();
    private static final Buffer BROKEN = Buffer.buffer();

    private final HttpServerRequest request;
    private final Duration patience;
    private final BlockingQueue<Buffer> arrived = new LinkedBlockingQueue<>();
    private byte[] chunk = new byte[0];
    private int position;
    private boolean started;
    private boolean ended;

    /**
     * @param request paused, with no handler set yet
     * @param patience how long a client may send nothing
     */
    RequestBody(HttpServerRequest request, Duration patience) {
        this.request = request;
        this.patience = patience;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean fill() {
        while (position == chunk.length && !ended) {
            if (!started) {
                start();
            }
            Buffer next = await();
            if (next == END) {
                ended = true;
            } else if (next == BROKEN) {
                throw new RequestRefused(400, "incomplete", "the connection closed before the body was complete");
            } else if (next == null) {
                throw new RequestRefused(
                        408, "timeout", "the client sent nothing for " + patience.toSeconds() + " s inside the body");
            } else {
                chunk = next.getBytes();
                position = 0;
                askForMore();
            }
        }
        return position < chunk.length;
    }

    private void start() {
        started = true;
        request.handler(arrived::add);
        request.endHandler(end -> arrived.add(END));
        request.exceptionHandler(fault -> arrived.add(BROKEN));
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.fetch(READ_AHEAD);
    }

    private void askForMore() {
        try {
            request.fetch(1);
        } catch (IllegalStateException ended) {
            // HTTP/2 refuses to be asked once the end has arrived; the end is in the queue then
            LOG.trace("the end of the body has arrived already");
        }
    }

    private @Nullable Buffer await() {
        try {
            return arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestRefused(503, "transient", "the gateway is stopping; a resend is safe");
        }
    }

    /**
     * What nobody will read is let through and dropped, so that the connection can be used again; a client that goes
     * on sending after its answer is cut off.
     */
    void discard() {
        try {
            dropTheRest();
        } catch (IllegalStateException ended) {
            LOG.trace("nothing was left of the body");
        }
    }

    private void dropTheRest() {
        if (request.isEnded()) {
            return;
        }
        long[] dropped = {0};
        request.exceptionHandler(fault -> {});
        request.endHandler(end -> {});
        request.handler(buffer -> {
            dropped[0] += buffer.length();
            if (dropped[0] > DISCARDED_AT_MOST) {
                request.connection().close();
            }
        });
        request.resume();
    }
}
