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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

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
     * @throws IllegalStateException when one is not answered with 2xx
     */
    double send(int count, int atOnce, IntFunction<Call> calls) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<String> fault = new AtomicReference<>();
        CountDownLatch left = new CountDownLatch(count);
        long start = System.nanoTime();
        for (int i = 0; i < Math.min(atOnce, count); i++) {
            sendNext(next, count, calls, fault, left);
        }
        left.await();
        if (fault.get() != null) {
            throw new IllegalStateException(fault.get());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void sendNext(
            AtomicInteger next,
            int count,
            IntFunction<Call> calls,
            AtomicReference<String> fault,
            CountDownLatch left) {
        int n = next.getAndIncrement();
        if (n >= count) {
            return;
        }
        Call call = calls.apply(n);
        exchange(call).onComplete(done -> {
            if (done.failed()) {
                fault.compareAndSet(null, call.path() + ": " + done.cause().getMessage());
            }
            left.countDown();
            sendNext(next, count, calls, fault, left);
        });
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
                .compose(response -> response.statusCode() < 300
                        ? response.body()
                        : Future.failedFuture("answered " + response.statusCode())));
    }

    private static HttpClientRequest headers(HttpClientRequest request) {
        return request.putHeader("Content-Type", "application/json").putHeader("X-Clinia-API-Key", "sandbox");
    }

    /** The body of one GET. */
    Buffer get(String path) throws InterruptedException {
        AtomicReference<Buffer> body = new AtomicReference<>(Buffer.buffer());
        CountDownLatch done = new CountDownLatch(1);
        exchange(new Call(HttpMethod.GET, path, Buffer.buffer())).onComplete(answer -> {
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
