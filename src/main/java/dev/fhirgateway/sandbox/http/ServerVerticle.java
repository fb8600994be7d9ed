package dev.fhirgateway.sandbox.http;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.atomic.AtomicInteger;

/** One event loop's share of the listening port. HTTP/1.1 only: the reset of a call must not hit its neighbours. */
final class ServerVerticle extends AbstractVerticle {
    private static final String LOOPBACK = "127.0.0.1";
    /** Vert.x's way to say: any free port, but the same for all event loops. */
    private static final int ANY_SHARED_PORT = -1;

    private final int port;
    private final SandboxRoutes routes;
    private final AtomicInteger boundPort;

    ServerVerticle(int port, SandboxRoutes routes, AtomicInteger boundPort) {
        this.port = port;
        this.routes = routes;
        this.boundPort = boundPort;
    }

    @Override
    public void start(Promise<Void> started) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(LOOPBACK)
                .setPort(port == 0 ? ANY_SHARED_PORT : port)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true);
        vertx.createHttpServer(options)
                .requestHandler(routes.router(vertx))
                .listen()
                .onSuccess(server -> boundPort.set(server.actualPort()))
                .<Void>mapEmpty()
                .onComplete(started);
    }
}
