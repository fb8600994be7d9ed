package dev.fhirgateway.access;

import dev.fhirgateway.upsert.RequestRefused;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a paused request as a stream with back-pressure: the next buffer is asked for when the one before has
 * been read, so memory never holds more than a few of them, whatever the length of the body. Read by one thread that
 * may block. The first read answers {@code Expect: 100-continue}; a refused request never gets that far.
 */
final class RequestBody extends InputStream {
    /** Of 8 KB each. They are asked for by the half, because each question may have to wake an event loop. */
    private static final int READ_AHEAD = 16;

    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Buffer END = Buffer.buffer();
    private static final Buffer BROKEN = Buffer.buffer();

    private final HttpServerRequest request;
    private final ClientConnection client;
    private final Duration patience;
    private final BlockingQueue<Buffer> arrived = new LinkedBlockingQueue<>();
    private byte[] chunk = new byte[0];
    private int position;
    private int taken;
    private boolean ended;
    private volatile boolean started;
    private volatile boolean stalled;

    /**
     * @param request paused, with no handler set yet
     * @param patience how long a client may send nothing
     */
    RequestBody(HttpServerRequest request, Duration patience) {
        this.request = request;
        this.client = new ClientConnection(request);
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
        try {
            request.handler(arrived::add);
            request.endHandler(end -> arrived.add(END));
            request.exceptionHandler(fault -> arrived.add(BROKEN));
        } catch (IllegalStateException cancelled) {
            arrived.add(BROKEN);
        }
        if (client.expectsContinue()) {
            request.response().writeContinue();
        }
        ask(READ_AHEAD);
    }

    private void askForMore() {
        taken++;
        if (taken == READ_AHEAD / 2) {
            taken = 0;
            ask(READ_AHEAD / 2);
        }
    }

    private void ask(int buffers) {
        try {
            request.fetch(buffers);
        } catch (IllegalStateException ignored) {
            // HTTP/2 takes no question once the end is in the queue, and it may get there while one is asked.
        }
    }

    private Buffer await() {
        long giveUp = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); left > 0; left = giveUp - System.nanoTime()) {
                Buffer next = arrived.poll(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
                if (next != null) {
                    return next;
                }
                if (request.response().closed()) {
                    return BROKEN; // a connection that closed before the handlers stood told nobody
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestRefused(503, "transient", "the gateway is stopping; a resend is safe");
        }
        stalled = true;
        throw new RequestRefused(
                408, "timeout", "the client sent nothing for " + patience.toSeconds() + " s inside the body");
    }

    /** To be called before a refusal is answered. */
    void refused() {
        if (!started) {
            client.announceClose();
        }
    }

    /** To be called when the answer has been sent: what is left of the body is read by nobody. */
    void discard() {
        if (stalled) {
            client.cutOff();
        } else {
            client.discard(started, patience);
        }
    }
}
