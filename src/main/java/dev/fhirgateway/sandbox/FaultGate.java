package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryJson;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where every call comes in and every answer goes out, and so where trouble is made: before the call is carried out,
 * or after it. Shared by all event loops.
 */
final class FaultGate implements Handler<RoutingContext> {
    private static final String FAULT = Fault.class.getName();

    private final CallLog calls;
    private final Map<String, Integer> countByCall = new ConcurrentHashMap<>();
    private volatile FaultPlan plan = FaultPlan.none();

    FaultGate(CallLog calls) {
        this.calls = calls;
    }

    void plan(FaultPlan newPlan) {
        plan = newPlan;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String method = ctx.request().method().name();
        String path = Objects.requireNonNullElse(ctx.request().path(), "*");
        ReceivedCall call = calls.add(method, path, body(ctx));
        int nth = countByCall.merge(method + " " + path, 1, Integer::sum);
        enter(ctx, plan.decide(call, nth));
    }

    static byte[] body(RoutingContext ctx) {
        Buffer buffer = ctx.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    private void enter(RoutingContext ctx, Fault fault) {
        if (fault instanceof Fault.ResetBefore) {
            ctx.request().connection().close();
        } else if (fault instanceof Fault.Status status) {
            refuse(ctx, status);
        } else if (fault instanceof Fault.Delay delay && delay.time().toMillis() > 0) {
            ctx.vertx().setTimer(delay.time().toMillis(), timer -> ctx.next());
        } else if (!(fault instanceof Fault.Hang)) {
            ctx.put(FAULT, fault).next();
        }
    }

    private static void refuse(RoutingContext ctx, Fault.Status status) {
        if (status.retryAfter() != null) {
            ctx.response().putHeader(HttpHeaders.RETRY_AFTER, status.retryAfter());
        }
        RegistryError error = new RegistryError(
                status.code(), ErrorType.ofHttpStatus(status.code()), "the sandbox was told to fail", List.of());
        answer(ctx, Answer.error(error));
    }

    /** Sends the answer, or what the call's trouble leaves of it. */
    static void answer(RoutingContext ctx, Answer answer) {
        Fault fault = ctx.get(FAULT);
        if (fault instanceof Fault.ResetAfterCommit) {
            ctx.request().connection().close();
            return;
        }
        HttpServerResponse response = ctx.response().setStatusCode(answer.httpStatus());
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        Buffer body = Buffer.buffer(RegistryJson.bytes(answer.body()));
        if (fault instanceof Fault.HalfBody) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            response.write(body.slice(0, body.length() / 2))
                    .onComplete(written -> ctx.request().connection().close());
        } else {
            response.end(body);
        }
    }
}
