package dev.fhirgateway.sandbox.http;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.sandbox.api.Answer;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/**
 * The sandbox's own paths, below {@code /sandbox/}, where the registry's contract has nothing: scripting trouble,
 * looking at calls, state, reset. They come before the gate, so no trouble hits them and they are not in the log.
 */
final class ControlRoutes {
    /** All the paths. */
    static final String ALL = "/sandbox/*";

    private static final String TROUBLE = "/sandbox/trouble";
    private static final String RECEIVED = "/sandbox/received";
    private static final String STATE = "/sandbox/state";
    private static final String RESET = "/sandbox/reset";

    private final TroubleApi trouble;
    private final ReceivedApi received;
    private final StateApi state;

    ControlRoutes(TroubleApi trouble, ReceivedApi received, StateApi state) {
        this.trouble = trouble;
        this.received = received;
        this.state = state;
    }

    void mount(Router router) {
        router.get(TROUBLE).handler(answering(ctx -> trouble.show()));
        router.put(TROUBLE).handler(answering(ctx -> trouble.replace(FaultGate.body(ctx))));
        router.post(TROUBLE).handler(answering(ctx -> trouble.append(FaultGate.body(ctx))));
        router.delete(TROUBLE).handler(answering(ctx -> trouble.clear()));
        router.route(TROUBLE).handler(SandboxRoutes.onlyMethods("DELETE, GET, POST, PUT"));
        router.get(RECEIVED)
                .handler(answering(ctx -> received.show(ctx.request().params())));
        router.delete(RECEIVED).handler(answering(ctx -> received.clear()));
        router.route(RECEIVED).handler(SandboxRoutes.onlyMethods("DELETE, GET"));
        router.get(STATE).handler(answering(ctx -> state.show()));
        router.route(STATE).handler(SandboxRoutes.onlyMethods("GET"));
        router.post(RESET).handler(answering(ctx -> state.reset()));
        router.route(RESET).handler(SandboxRoutes.onlyMethods("POST"));
        router.route(ALL).handler(ctx -> ctx.fail(ErrorType.NOT_FOUND.httpStatus()));
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, Answer> endpoint) {
        return ctx -> FaultGate.answer(ctx, endpoint.apply(ctx));
    }
}
