package dev.fhirgateway.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** Sends many requests, a fixed number of them at once, by one thread that costs as little as it can. */
final class Load implements AutoCloseable {
    /** One request. */
    record Call(HttpMethod method, String path, Buffer body) {}

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final URI url;

    Load(URI url, int connections) {
        this.url = url;
        client = vertx.createHttpClient(
                new HttpClientOptions().setIdleTimeout(0), new PoolOptions().setHttp1MaxSize(connections));
    }

    /**
     * Sends them all.
     *
     * @return how long it took, in seconds
     * @throws IllegalStateException when one is not answered with 200 or 201
     */
    double send(int count, int atOnce, IntFunction<Call> calls) throws InterruptedException {
        long start = System.nanoTime();
        new Run(n -> n < count, lane -> calls).go(Math.min(atOnce, count));
        return (System.nanoTime() - start) / 1e9;
    }

    /**
     * Sends until the time is over, and waits for what is under way by then.
     *
     * @param calls of each of those at once, numbered from 0: its own calls, counted over all of them
     * @return how long each call took
     * @throws IllegalStateException when one is not answered with 200 or 201
     */
    Duration[] sendFor(Duration time, int atOnce, IntFunction<IntFunction<Call>> calls) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        return new Run(n -> System.nanoTime() < end, calls).go(atOnce);
    }

    /** Calls one after the other, in a number of lanes beside each other. */
    private final class Run {
        private final IntPredicate more;
        private final IntFunction<IntFunction<Call>> calls;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<String> fault = new AtomicReference<>();
        private final Queue<Duration> times = new ConcurrentLinkedQueue<>();

        private Run(IntPredicate more, IntFunction<IntFunction<Call>> calls) {
            this.more = more;
            this.calls = calls;
        }

        private Duration[] go(int lanes) throws InterruptedException {
            CountDownLatch left = new CountDownLatch(lanes);
            for (int lane = 0; lane < lanes; lane++) {
                sendNext(calls.apply(lane), left);
            }
            left.await();
            if (fault.get() != null) {
                throw new IllegalStateException(fault.get());
            }
            return times.toArray(Duration[]::new);
        }

        private void sendNext(IntFunction<Call> lane, CountDownLatch left) {
            int n = next.getAndIncrement();
            if (fault.get() != null || !more.test(n)) {
                left.countDown();
                return;
            }
            Call call = lane.apply(n);
            long start = System.nanoTime();
            exchange(call).onComplete(done -> {
                times.add(Duration.ofNanos(System.nanoTime() - start));
                if (done.failed()) {
                    fault.compareAndSet(null, call.path() + ": " + done.cause().getMessage());
                }
                sendNext(lane, left);
            });
        }
    }

    /** All that follows the connection is told on its own thread: what is told later misses what has come by then. */
    private Future<Buffer> exchange(Call call) {
        RequestOptions options = new RequestOptions()
                .setHost(url.getHost())
                .setPort(url.getPort())
                .setMethod(call.method())
                .setURI(call.path());
        return client.request(options).compose(request -> headers(request)
                .send(call.body())
                .compose(response -> response.statusCode() == 200 || response.statusCode() == 201
                        ? response.body()
                        : Future.failedFuture("answered " + response.statusCode())));
    }

    private static HttpClientRequest headers(HttpClientRequest request) {
        return request.putHeader("Content-Type", "application/json").putHeader("X-Clinia-API-Key", "sandbox");
    }

    /** The body of one GET. */
    Buffer get(String path) throws InterruptedException {
        return ask(new Call(HttpMethod.GET, path, Buffer.buffer()));
    }

    /** The body of the answer to one call; null when it failed. */
    Buffer ask(Call call) throws InterruptedException {
        AtomicReference<Buffer> body = new AtomicReference<>(Buffer.buffer());
        CountDownLatch done = new CountDownLatch(1);
        exchange(call).onComplete(answer -> {
            body.set(answer.result());
            done.countDown();
        });
        done.await();
        return body.get();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
