package dev.fhirgateway.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryHeaders;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;

/** The sandbox's paths, and what answers on each. Every answer is JSON, errors included. */
final class SandboxRoutes {
    private static final long MAX_BODY_BYTES = 64L * 1024 * 1024;
    private static final String COLLECTION = "/sources/:source/v1/resources/:type";
    private static final String RECORD = COLLECTION + "/:id";
    private static final String TASK = "/sources/:source/v1/tasks/:task";

    private final byte[] apiKey;
    private final ControlRoutes control;
    private final FaultGate gate;
    private final ResourceApi resources;
    private final TaskApi tasks;
    private final Listing listing;

    SandboxRoutes(
            String apiKey,
            ControlRoutes control,
            FaultGate gate,
            ResourceApi resources,
            TaskApi tasks,
            Listing listing) {
        this.apiKey = apiKey.getBytes(UTF_8);
        this.control = control;
        this.gate = gate;
        this.resources = resources;
        this.tasks = tasks;
        this.listing = listing;
    }

    /** A router for one event loop. */
    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(SandboxRoutes::anyMediaType);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        router.route(ControlRoutes.ALL).handler(this::authenticate);
        control.mount(router);
        router.route().handler(gate);
        router.get("/health").handler(SandboxRoutes::health);
        router.route("/health").handler(onlyMethods("GET"));
        router.route("/sources/*").handler(this::authenticate);
        records(router);
        router.get(TASK).handler(this::readTask);
        router.route(TASK).handler(onlyMethods("GET"));
        failures(router);
        return router;
    }

    private void records(Router router) {
        router.put(RECORD)
                .handler(ctx -> FaultGate.answer(
                        ctx, resources.upsert(key(ctx), FaultGate.body(ctx), FaultGate.taskFate(ctx))));
        router.get(RECORD).handler(ctx -> FaultGate.answer(ctx, resources.read(key(ctx))));
        router.delete(RECORD)
                .handler(ctx -> FaultGate.answer(ctx, resources.delete(key(ctx), FaultGate.taskFate(ctx))));
        router.route(RECORD).handler(onlyMethods("DELETE, GET, PUT"));
        router.post(COLLECTION)
                .handler(ctx -> FaultGate.answer(
                        ctx, resources.create(collection(ctx), FaultGate.body(ctx), FaultGate.taskFate(ctx))));
        router.get(COLLECTION).handler(this::list);
        router.route(COLLECTION).handler(onlyMethods("GET, POST"));
    }

    private void authenticate(RoutingContext ctx) {
        String shown = ctx.request().getHeader(RegistryHeaders.API_KEY);
        if (shown != null && MessageDigest.isEqual(shown.getBytes(UTF_8), apiKey)) {
            ctx.next();
        } else {
            String problem = shown == null ? " is missing" : " is not the sandbox's key";
            FaultGate.answer(ctx, Answer.error(ErrorType.UNAUTHENTICATED, RegistryHeaders.API_KEY + problem));
        }
    }

    private void list(RoutingContext ctx) {
        String page = ctx.request().getParam("page");
        String perPage = ctx.request().getParam("perPage");
        FaultGate.answer(ctx, listing.read(collection(ctx), page, perPage));
    }

    private void readTask(RoutingContext ctx) {
        boolean withReceipts = Boolean.parseBoolean(ctx.request().getParam("withReceipts"));
        FaultGate.answer(ctx, tasks.read(part(ctx, "source"), part(ctx, "task"), withReceipts));
    }

    /** Bodies are JSON or YAML whatever they are called: curl calls them a form, and Vert.x would take that apart. */
    private static void anyMediaType(RoutingContext ctx) {
        ctx.request().headers().remove(HttpHeaders.CONTENT_TYPE);
        ctx.next();
    }

    private static void health(RoutingContext ctx) {
        FaultGate.answer(ctx, Answer.ok(JsonNodeFactory.instance.objectNode().put("status", "UP")));
    }

    static Handler<RoutingContext> onlyMethods(String allowed) {
        RegistryError error = new RegistryError(
                405, ErrorType.UNIMPLEMENTED, "this path takes " + allowed + " and nothing else", List.of());
        return ctx -> {
            ctx.response().putHeader(HttpHeaders.ALLOW, allowed);
            FaultGate.answer(ctx, Answer.error(error));
        };
    }

    private static void failures(Router router) {
        failure(router, ErrorType.INVALID_ARGUMENT, "the request could not be read");
        failure(router, ErrorType.NOT_FOUND, "there is nothing at this path");
        failure(router, ErrorType.CONTENT_TOO_LARGE, "the body is larger than " + MAX_BODY_BYTES + " bytes");
        failure(router, ErrorType.INTERNAL, "the sandbox has failed");
    }

    private static void failure(Router router, ErrorType type, String message) {
        router.errorHandler(type.httpStatus(), ctx -> FaultGate.answer(ctx, Answer.error(type, message)));
    }

    private static RecordKey key(RoutingContext ctx) {
        return new RecordKey(part(ctx, "source"), part(ctx, "type"), part(ctx, "id"));
    }

    private static RecordKey.Collection collection(RoutingContext ctx) {
        return new RecordKey.Collection(part(ctx, "source"), part(ctx, "type"));
    }

    private static String part(RoutingContext ctx, String name) {
        return Objects.requireNonNull(ctx.pathParam(name), name);
    }
}
