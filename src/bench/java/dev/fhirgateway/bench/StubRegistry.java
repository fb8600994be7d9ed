package dev.fhirgateway.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry that costs as little as it can: it takes and tells resources, waits as long as it is told, makes the
 * trouble that it is told, and remembers every call. One thread does all of it, so that what it remembers is in order.
 * {@code PUT /stub} with a {@link Weather} starts anew; {@code GET /stub} tells a {@link CallLog}.
 */
public final class StubRegistry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MARK = Pattern.compile("seq-(\\d+)");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Map<String, ObjectNode> stored = new HashMap<>();
    private Weather weather = Weather.fair(0);
    private Random chance = new Random(0);
    private CallLog log = new CallLog();
    private int calls;
    private int troubles;

    private StubRegistry() {}

    /** Runs until the process is ended, and prints its URL. */
    public static void main(String[] args) {
        StubRegistry stub = new StubRegistry();
        stub.vertx
                // What the stub closes is reset: the other side reads no end of the connection, but a fault.
                .createHttpServer(new HttpServerOptions().setSoLinger(0))
                .requestHandler(request -> request.body().onSuccess(body -> stub.take(request, body)))
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println("stub registry at http://127.0.0.1:" + server.actualPort()));
    }

    private void take(HttpServerRequest request, Buffer body) {
        if (request.path().equals("/stub")) {
            control(request, body);
            return;
        }
        calls++;
        CallLog.Call call = log.arrived(request.method() == HttpMethod.PUT, request.path(), mark(body));
        String trouble = trouble();
        int latency = weather.latencyMin()
                + (weather.latencyMax() == weather.latencyMin()
                        ? 0
                        : chance.nextInt(weather.latencyMax() - weather.latencyMin() + 1));
        if (latency == 0) {
            end(request, body, call, trouble);
        } else {
            vertx.setTimer(latency, any -> end(request, body, call, trouble));
        }
    }

    private static long mark(Buffer body) {
        Matcher mark = MARK.matcher(body.toString());
        return mark.find() ? Long.parseLong(mark.group(1)) : -1;
    }

    private String trouble() {
        int oneIn = weather.oneIn();
        boolean meets = oneIn > 0 && (weather.random() ? chance.nextInt(oneIn) == 0 : calls % oneIn == 0);
        return meets ? weather.troubles().get(troubles++ % weather.troubles().size()) : "";
    }

    private void end(HttpServerRequest request, Buffer body, CallLog.Call call, String trouble) {
        switch (trouble) {
            case Weather.RESET_BEFORE -> request.connection().close();
            case Weather.RESET_AFTER -> {
                answer(request, body, call);
                request.connection().close();
            }
            case "" -> {
                Reply reply = answer(request, body, call);
                call.told(reply.status() < 300);
                send(request.response(), reply);
            }
            default -> send(request.response(), new Reply(Integer.parseInt(trouble), error(trouble)));
        }
    }

    private record Reply(int status, Buffer body) {}

    private Reply answer(HttpServerRequest request, Buffer body, CallLog.Call call) {
        ObjectNode resource = stored.get(request.path());
        if (request.method() == HttpMethod.GET) {
            return resource == null ? new Reply(404, error("404")) : new Reply(200, bytes(resource));
        }
        boolean isNew = resource == null;
        resource = record(request.path(), body, resource);
        stored.put(request.path(), resource);
        log.stored(call);
        ObjectNode reply = JSON.createObjectNode().put("taskId", "task-" + calls);
        reply.put("status", "PERSISTED").set("resource", resource);
        return new Reply(isNew ? 201 : 200, bytes(reply));
    }

    private static ObjectNode record(String path, Buffer body, ObjectNode before) {
        String now = Instant.now().toString();
        String[] names = path.split("/");
        ObjectNode record = JSON.createObjectNode().put("id", names[6]).put("type", names[5]);
        try {
            record.setAll((ObjectNode) JSON.readTree(body.getBytes()));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        record.withObject("/meta")
                .put(
                        "createdAt",
                        before == null ? now : before.at("/meta/createdAt").textValue())
                .put("updatedAt", now);
        return record;
    }

    private void send(HttpServerResponse response, Reply reply) {
        if (reply.status() >= 400 && weather.retryAfter() > 0) {
            response.putHeader("Retry-After", Integer.toString(weather.retryAfter()));
        }
        response.setStatusCode(reply.status())
                .putHeader("Content-Type", "application/json")
                .end(reply.body());
    }

    private void control(HttpServerRequest request, Buffer body) {
        if (request.method() == HttpMethod.GET) {
            request.response().end(log.toJson().toBuffer());
            return;
        }
        weather = Weather.read(new JsonObject(body));
        chance = new Random(11);
        log = new CallLog();
        stored.clear();
        calls = 0;
        troubles = 0;
        request.response().end();
    }

    private static Buffer error(String status) {
        return Buffer.buffer("{\"code\":" + status + ",\"type\":\"UNAVAILABLE\",\"message\":\"as told\"}");
    }

    private static Buffer bytes(ObjectNode json) {
        return Buffer.buffer(json.toString());
    }
}
