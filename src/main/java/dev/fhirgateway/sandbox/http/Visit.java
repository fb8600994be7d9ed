package dev.fhirgateway.sandbox.http;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.sandbox.api.Answer;
import dev.fhirgateway.sandbox.trouble.Effect;
import dev.fhirgateway.sandbox.trouble.Moment;
import dev.fhirgateway.sandbox.trouble.Trouble;
import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call from its arrival to its answer. Here trouble is made: before the call is carried out, or after it, when the
 * answer is to go out. The log is told first, so that whoever has the answer finds it there.
 */
final class Visit {
    /** Told the status, if one was sent, and how long it took. */
    interface End {
        void reached(@Nullable Integer status, Duration took);
    }

    private static final String KEY = Visit.class.getName();
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    private final RoutingContext ctx;
    private final Clock clock;
    private final End end;
    private final long startedAt = System.nanoTime();
    private Trouble trouble = Trouble.NONE;

    private Visit(RoutingContext ctx, Clock clock, End end) {
        this.ctx = ctx;
        this.clock = clock;
        this.end = end;
    }

    static Visit begin(RoutingContext ctx, Clock clock, End end) {
        Visit visit = new Visit(ctx, clock, end);
        ctx.put(KEY, visit);
        return visit;
    }

    /** The visit of this call; for one that never came to the gate a visit without trouble. */
    static Visit of(RoutingContext ctx) {
        Visit visit = ctx.get(KEY);
        return visit == null ? new Visit(ctx, Clock.systemUTC(), (status, took) -> {}) : visit;
    }

    Effect effect() {
        return trouble.effect();
    }

    /** Lets the call in after its latency, unless its trouble strikes before it is carried out. */
    void enter(Trouble met) {
        trouble = met;
        long millis = met.latency().toMillis();
        if (millis > 0) {
            ctx.vertx().setTimer(millis, timer -> enter());
        } else {
            enter();
        }
    }

    private void enter() {
        if (effect() instanceof Effect.Reset reset && reset.moment() == Moment.BEFORE_COMMIT) {
            reset();
        } else if (effect() instanceof Effect.Status status) {
            refuse(status);
        } else if (!(effect() instanceof Effect.Hang hang && hang.moment() == Moment.BEFORE_COMMIT)) {
            ctx.next();
        }
    }

    /** Sends the answer, or what trouble leaves of it. */
    void leave(Answer answer) {
        Buffer body = Buffer.buffer(RegistryJson.bytes(answer.body()));
        if (effect() instanceof Effect.Reset) {
            reset();
        } else if (!(effect() instanceof Effect.Hang)) {
            send(answer.httpStatus(), "application/json", body);
        }
    }

    private void refuse(Effect.Status status) {
        if (status.retryAfter() != null) {
            ctx.response()
                    .putHeader(HttpHeaders.RETRY_AFTER, status.retryAfter().header(clock.instant()));
        }
        if (status.body() == null) {
            leave(Answer.error(new RegistryError(
                    status.code(), ErrorType.ofHttpStatus(status.code()), "the sandbox was told to fail", List.of())));
        } else {
            send(
                    status.code(),
                    status.body().contentType(),
                    Buffer.buffer(status.body().text()));
        }
    }

    private void send(int status, String contentType, Buffer body) {
        HttpServerResponse response = ctx.response();
        if (response.closed()) {
            ended(null);
            return;
        }
        ended(status);
        response.setStatusCode(status);
        if (WITHOUT_BODY.contains(status)) {
            response.end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        if (effect() instanceof Effect.HalfBody) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            response.write(body.slice(0, body.length() / 2))
                    .onComplete(written -> ctx.request().connection().close());
        } else {
            response.end(body);
        }
    }

    /** A real reset, not an orderly close: clients take the two by different ways. */
    private void reset() {
        ended(null);
        HttpConnection connection = ctx.request().connection();
        if (connection instanceof ConnectionBase base) {
            base.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        connection.close();
    }

    private void ended(@Nullable Integer status) {
        end.reached(status, Duration.ofNanos(System.nanoTime() - startedAt));
    }
}
