package dev.fhirgateway.access;

import dev.fhirgateway.settings.HandOvers;
import dev.fhirgateway.settings.Mode;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertRequest;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/**
 * A front door behind a server that treats requests as Camel's does: paused, on a worker thread, and done after the
 * answer. It answers the number of bytes of a body, or an answer of its own.
 */
final class FrontDoorServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(4));
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final FrontDoor door;
    private final HttpServer server;
    private final CountDownLatch firstDone = new CountDownLatch(1);
    private volatile @Nullable InputStream answer;

    FrontDoorServer(Path config, int atOnce, Duration patience) {
        this(config, new Capacity(atOnce, 1 << 20), source -> Optional.empty(), patience);
    }

    FrontDoorServer(
            Path config, Capacity capacity, Function<String, Optional<RequestRefused>> refusal, Duration patience) {
        door = new FrontDoor(
                new Access(Mode.DEVELOPMENT, "default", ClientsFile.open(config)),
                new BodyLimits(1 << 20, 1 << 20, false),
                HandOvers.ASKED,
                capacity,
                refusal,
                patience);
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    int port() {
        return server.actualPort();
    }

    /** What is answered to the next requests, instead of the number of bytes. */
    void answer(InputStream stream) {
        answer = stream;
    }

    /** Whether the first request has come to its end, within some seconds. */
    boolean firstIsDone() throws InterruptedException {
        return firstDone.await(20, TimeUnit.SECONDS);
    }

    private void handle(HttpServerRequest request) {
        request.pause();
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(request);
        vertx.<Void>executeBlocking(
                        () -> {
                            process(exchange);
                            return null;
                        },
                        false)
                .onComplete(done -> {
                    exchange.getExchangeExtension()
                            .handoverCompletions()
                            .forEach(completion -> completion.onComplete(exchange));
                    firstDone.countDown();
                });
    }

    private void process(Exchange exchange) throws IOException {
        try {
            door.admit(exchange);
            InputStream body =
                    exchange.getMessage().getBody(UpsertRequest.class).body();
            InputStream length = text(Integer.toString(body.readAllBytes().length));
            respond(exchange, 200, answer == null ? length : answer);
        } catch (RequestRefused refused) {
            refused.headers().forEach(exchange.getMessage()::setHeader);
            respond(exchange, refused.status(), text(refused.diagnostics()));
        }
        door.answer(exchange);
    }

    private static void respond(Exchange exchange, int status, InputStream body) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setBody(body);
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        camel.stop();
    }
}
