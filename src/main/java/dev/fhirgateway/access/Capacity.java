package dev.fhirgateway.access;

import dev.fhirgateway.upsert.BodyMemory;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.RetryAfter;
import java.util.Map;

/**
 * How much may be in work at once: so many requests, and so many bytes of their bodies. What does not fit is refused
 * before it takes memory, with a time after which there will be room again. One client alone does not get all of it
 * ({@link Budget}). A request that is alone may be as large as it likes, or a limit above the budget could never be sent.
 */
public final class Capacity {
    private final Budget requests;
    private final Budget bytes;
    private final WorkTimes times;

    /**
     * @param requests the most at the same time
     * @param bytes the most of all their bodies together, after decompression
     */
    public Capacity(int requests, long bytes) {
        this.requests = new Budget(requests);
        this.bytes = new Budget(bytes);
        this.times = new WorkTimes(System::nanoTime);
    }

    /** How many requests are in work. */
    public long requests() {
        return requests.used();
    }

    /** How many bytes of bodies are in work. */
    public long bytes() {
        return bytes.used();
    }

    /** How many bytes of bodies may be in work. */
    public long bytesAtMost() {
        return bytes.total();
    }

    /**
     * Takes a request in, and the memory of its body at once where its length is told: it is not refused half-way then.
     *
     * @param length of the body; 0 when it is not known, and its memory is asked for as it is read
     * @throws RequestRefused 429 when there is no room
     */
    Share admit(String client, long length) {
        if (!requests.take(client, 1, 0)) {
            throw full("the gateway has as many requests in work as it can");
        }
        Share share = new Share(client, times.begin());
        try {
            share.hold(length);
        } catch (RequestRefused refused) {
            share.close();
            throw refused;
        }
        return share;
    }

    private RequestRefused full(String why) {
        return new RequestRefused(
                429,
                "throttled",
                why + "; nothing of this one was sent; send it again later",
                Map.of("Retry-After", RetryAfter.seconds(times.atPresent())));
    }

    /** What one request has of it, until it is answered. Used by one thread at a time. */
    final class Share implements BodyMemory, AutoCloseable {
        private final String client;
        private final long began;
        private long held;
        private long read;

        private Share(String client, long began) {
            this.client = client;
            this.began = began;
        }

        @Override
        public void take(int more) {
            read += more;
            if (read > held) {
                hold(read);
            }
        }

        private void hold(long all) {
            if (!bytes.take(client, all - held, held)) {
                letGo();
                throw full("the bodies in work take as much memory as they may (gateway.http.memory-for-bodies)");
            }
            held = all;
        }

        /** What was read of a refused body is garbage at once. */
        private void letGo() {
            bytes.giveBack(client, held);
            held = 0;
        }

        /** To be called once, when the answer is written. */
        @Override
        public void close() {
            letGo();
            times.end(began);
            requests.giveBack(client, 1);
        }
    }
}
