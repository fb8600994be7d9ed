package dev.fhirgateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * A registry that costs as little as it can: it takes and tells resources, waits as long as it is told, makes the
 * trouble that it is told, and remembers every call. One thread does all of it, so that what it remembers is in order.
 * {@code PUT /stub} with a {@link Weather} starts anew; {@code GET /stub} tells a {@link CallLog}.
 */
public final class StubRegistry {
    private static final byte[] MARK = "seq-".getBytes(StandardCharsets.US_ASCII);

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    private Weather weather = Weather.fair(0);
    private Random chance = new Random(0);
    private CallLog log = new CallLog();
    private StubRecords records = new StubRecords();
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
        byte[] bytes = body.getBytes();
        for (int i = 0; i + MARK.length < bytes.length; i++) {
            if (bytes[i] == MARK[0] && Arrays.equals(bytes, i, i + MARK.length, MARK, 0, MARK.length)) {
                return number(bytes, i + MARK.length);
            }
        }
        return -1;
    }

    private static long number(byte[] bytes, int from) {
        long number = 0;
        for (int i = from; i < bytes.length && Character.isDigit(bytes[i]); i++) {
            number = 10 * number + Character.digit(bytes[i], 10);
        }
        return number;
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
                StubRecords.Reply reply = answer(request, body, call);
                call.answered(reply.status() < 300);
                send(request.response(), reply);
            }
            default -> send(request.response(), StubRecords.Reply.error(Integer.parseInt(trouble)));
        }
    }

    private StubRecords.Reply answer(HttpServerRequest request, Buffer body, CallLog.Call call) {
        if (request.method() == HttpMethod.GET) {
            return records.get(request.path());
        }
        log.stored(call);
        return records.put(request.path(), body);
    }

    private void send(HttpServerResponse response, StubRecords.Reply reply) {
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
        records = new StubRecords();
        calls = 0;
        troubles = 0;
        request.response().end();
    }
}
