package dev.fhirgateway.delivery;

import dev.fhirgateway.registry.RegistryHeaders;
import dev.fhirgateway.settings.RegistrySettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * One call of the registry on the client that the HTTP server brings along: no thread waits for the answer. Nothing is
 * retried, redirected or decompressed here. The API key is put on the wire here and nowhere else, so that it never
 * travels on a message that could be logged.
 *
 * <p>All calls are made in one event loop. In several, a call would be handed over between the one that asks for it, the
 * one of the connection that happens to be free, and back: each time a thread is woken. One makes some ten thousand
 * calls a second; what costs more than a call is done in the workers.
 */
public final class VertxCall {
    /** Nothing that the registry answers to one record comes near this. */
    private static final int LARGEST_ANSWER = 16 * 1024 * 1024;

    private final Vertx vertx;
    private final Context loop;
    private final HttpClient client;
    private final RegistrySettings registry;
    private final Clock clock;
    private final String basePath;
    private final MultiMap headers;

    /**
     * @param vertx whose event loop does the work, and with whose end the connections close
     * @param registry where to, with which key, and how long an answer may take
     * @param connections the most that are open at once
     * @param clock against which deadlines are held
     */
    public VertxCall(Vertx vertx, RegistrySettings registry, int connections, Clock clock) {
        this.vertx = vertx;
        this.registry = registry;
        this.clock = clock;
        this.loop = vertx.getOrCreateContext();
        this.headers = HttpHeaders.headers()
                .add(
                        HttpHeaders.createOptimized(RegistryHeaders.API_KEY),
                        HttpHeaders.createOptimized(registry.apiKey()))
                .add(HttpHeaders.USER_AGENT, HttpHeaders.createOptimized("fhir-registry-gateway"))
                .add(HttpHeaders.CONTENT_TYPE, HttpHeaders.createOptimized("application/json"));
        URI url = registry.url();
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int defaultPort = tls ? 443 : 80;
        this.basePath = url.getRawPath() == null ? "" : url.getRawPath();
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setSsl(tls)
                        .setDefaultHost(url.getHost())
                        .setDefaultPort(url.getPort() < 0 ? defaultPort : url.getPort())
                        .setConnectTimeout((int) registry.connectTimeout().toMillis())
                        .setKeepAliveTimeout(15)
                        .setTcpNoDelay(true))
                .with(new PoolOptions().setHttp1MaxSize(connections))
                // A broken connection is told to the call that was on it; without a handler Vert.x logs it as an error.
                .withConnectHandler(connection -> connection.exceptionHandler(told -> {}))
                .build();
    }

    /**
     * Makes the call.
     *
     * @param asked a {@link RegistryRequest}
     * @return the {@link RegistryResponse}, or {@link TryLater}
     */
    public CompletionStage<Object> send(Object asked) {
        RegistryRequest request = (RegistryRequest) asked;
        Promise<Object> answer = Promise.promise();
        if (Vertx.currentContext() == loop) {
            connect(request, answer); // an answer made room for it; it leaves before the next answer is read
        } else {
            loop.runOnContext(now -> connect(request, answer));
        }
        return answer.future().toCompletionStage();
    }

    private void connect(RegistryRequest request, Promise<Object> answer) {
        try {
            client.request(options(request)).onComplete(connection -> {
                if (connection.succeeded()) {
                    exchange(request, connection.result(), answer);
                } else {
                    answer.fail(TryLater.unreachable());
                }
            });
        } catch (IllegalStateException closed) {
            answer.fail(closed);
        }
    }

    private RequestOptions options(RegistryRequest request) {
        return new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.call().method()))
                .setURI(basePath + request.call().path())
                .setHeaders(headers); // copied by the client
    }

    private void exchange(RegistryRequest request, HttpClientRequest http, Promise<Object> answer) {
        long timer = vertx.setTimer(patience(request), passed -> {
            answer.tryFail(TryLater.answerLost());
            http.reset();
        });
        http.send(Buffer.buffer(request.body()))
                .compose(response -> whole(http, response)
                        .<Object>map(body -> new RegistryResponse(
                                request.errand(), response.statusCode(), response.getHeader("Retry-After"), body)))
                .onComplete(done -> {
                    vertx.cancelTimer(timer);
                    if (done.succeeded()) {
                        answer.tryComplete(done.result());
                    } else {
                        answer.tryFail(TryLater.answerLost());
                    }
                });
    }

    private static Future<byte[]> whole(HttpClientRequest http, HttpClientResponse response) {
        Promise<byte[]> whole = Promise.promise();
        Buffer read = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(part -> {
            if (read.length() + part.length() > LARGEST_ANSWER) {
                whole.tryFail(TryLater.answerLost());
                http.reset();
            } else {
                read.appendBuffer(part);
            }
        });
        response.endHandler(end -> whole.tryComplete(read.getBytes()));
        return whole.future();
    }

    private long patience(RegistryRequest request) {
        Duration left = Duration.between(clock.instant(), request.errand().deadline());
        long most = Math.min(left.toMillis(), registry.readTimeout().toMillis());
        return Math.max(most, 1);
    }
}
