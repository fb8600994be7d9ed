package dev.fhirgateway.sandbox.http;

import dev.fhirgateway.sandbox.api.Answer;
import dev.fhirgateway.sandbox.record.Problems;
import dev.fhirgateway.sandbox.trouble.BoundedCounts;
import dev.fhirgateway.sandbox.trouble.Call;
import dev.fhirgateway.sandbox.trouble.Effect;
import dev.fhirgateway.sandbox.trouble.FaultHeader;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import dev.fhirgateway.sandbox.trouble.Trouble;
import dev.fhirgateway.sandbox.trouble.TroubleScriptException;
import dev.fhirgateway.sandbox.trouble.TroublesInForce;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * Where every call of the registry's contract comes in, and where it is decided which trouble it meets: that of its own
 * header, else that of the plan, else that of the script. Shared by all event loops.
 */
final class FaultGate implements Handler<RoutingContext> {
    private final CallLog calls;
    private final TroublesInForce script;
    private final Clock clock;
    private final BoundedCounts countByCall = new BoundedCounts();
    private volatile CallPlan plan = (call, nth) -> Optional.empty();

    FaultGate(CallLog calls, TroublesInForce script, Clock clock) {
        this.calls = calls;
        this.script = script;
        this.clock = clock;
    }

    void plan(CallPlan newPlan) {
        plan = newPlan;
    }

    /** Counts the calls of each method and path from the first again. */
    void forgetCounts() {
        countByCall.clear();
    }

    @Override
    public void handle(RoutingContext ctx) {
        String method = ctx.request().method().name();
        String path = Objects.requireNonNullElse(ctx.request().path(), "*");
        LoggedCall call = calls.add(method, path, body(ctx));
        Visit visit = Visit.begin(ctx, clock, (status, took) -> calls.ended(call, status, took));
        int nth = countByCall.next(method + " " + path);
        String header = ctx.request().getHeader(FaultHeader.NAME);
        if (header == null) {
            visit.enter(decide(call, nth));
        } else {
            enter(visit, call, header);
        }
    }

    static byte[] body(RoutingContext ctx) {
        Buffer buffer = ctx.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    /** Sends the answer, or what the call's trouble leaves of it. */
    static void answer(RoutingContext ctx, Answer answer) {
        Visit.of(ctx).leave(answer);
    }

    /** What is to become of the call's write; empty when nothing out of the ordinary is. */
    static Optional<TaskFate> taskFate(RoutingContext ctx) {
        return Visit.of(ctx).effect() instanceof Effect.Task task ? Optional.of(task.fate()) : Optional.empty();
    }

    private Trouble decide(LoggedCall call, int nth) {
        return plan.decide(call, nth).orElseGet(() -> script.decide(call.number(), call.method(), call.path()));
    }

    private static void enter(Visit visit, LoggedCall call, String header) {
        try {
            visit.enter(FaultHeader.trouble(header, Call.of(call.number(), call.method(), call.path())));
        } catch (TroubleScriptException broken) {
            visit.leave(Answer.error(Problems.error(broken)));
        }
    }
}
