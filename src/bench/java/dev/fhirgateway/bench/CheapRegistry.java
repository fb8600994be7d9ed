package dev.fhirgateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * A registry that costs next to nothing, for what is measured beside it on the same machine: it takes writes alone, tells
 * each resource whole, keeps only which ones there are, and remembers no calls. One thread does all of it.
 * {@code PUT /stub} with a {@link Weather}, of which the latency counts, starts anew.
 */
public final class CheapRegistry {
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    private final Set<String> known = new HashSet<>();
    private int latency;
    private int writes;

    private CheapRegistry() {}

    /** Runs until the process is ended, and prints its URL. */
    public static void main(String[] args) {
        CheapRegistry registry = new CheapRegistry();
        registry.vertx
                .createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> registry.take(request, body)))
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println("cheap registry at http://127.0.0.1:" + server.actualPort()));
    }

    private void take(HttpServerRequest request, Buffer body) {
        if (request.path().equals("/stub")) {
            latency = Weather.read(new JsonObject(body)).latencyMin();
            known.clear();
            request.response().end();
        } else if (latency == 0) {
            store(request, body);
        } else {
            vertx.setTimer(latency, any -> store(request, body));
        }
    }

    private void store(HttpServerRequest request, Buffer body) {
        String now = Instant.now().toString();
        StubRecords.Reply reply = StubRecords.Reply.persisted(
                known.add(request.path()), ++writes, StubRecords.record(request.path(), body, now, now));
        request.response()
                .setStatusCode(reply.status())
                .putHeader("Content-Type", "application/json")
                .end(reply.body());
    }
}
