package dev.fhirgateway.sandbox.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryHeaders;
import dev.fhirgateway.sandbox.api.Answer;
import dev.fhirgateway.sandbox.api.ApiKeys;
import dev.fhirgateway.sandbox.api.Endpoints;
import dev.fhirgateway.sandbox.api.TaskApi;
import dev.fhirgateway.sandbox.record.RecordKey;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The sandbox's paths, and what answers on each. Every answer is JSON, errors included. */
final class SandboxRoutes {
    private static final long MAX_BODY_BYTES = 64L * 1024 * 1024;
    private static final String TASK = "/sources/:source/v1/tasks/:task";

    private static final Answer FULL = Answer.error(new RegistryError(
            507,
            ErrorType.INTERNAL,
            "the memory of this sandbox is full; give it a file to keep its records in (sandbox.store, or --store)",
            List.of()));
    private static final Set<HttpMethod> BRING = Set.of(HttpMethod.PUT, HttpMethod.POST, HttpMethod.PATCH);

    private final ApiKeys keys;
    private final BooleanSupplier full;
    private final ControlRoutes control;
    private final FaultGate gate;
    private final TaskApi tasks;
    private final RecordRoutes records;
    private final RelationshipRoutes relationships;
    private final PartitionRoutes partitions;
    private final BatchRoutes batches;
    private final ContainedRoutes contained;
    private final CatalogRoutes catalog;

    /** @param full whether there is hardly room for more records; asked by any thread */
    SandboxRoutes(
            ApiKeys keys,
            BooleanSupplier full,
            ControlRoutes control,
            FaultGate gate,
            Endpoints endpoints,
            CatalogRoutes catalog) {
        this.keys = keys;
        this.full = full;
        this.control = control;
        this.gate = gate;
        this.tasks = endpoints.tasks();
        this.records = new RecordRoutes(endpoints.resources(), endpoints.listing());
        this.relationships = new RelationshipRoutes(endpoints.relationships());
        this.partitions = new PartitionRoutes(endpoints.partitions());
        this.batches = new BatchRoutes(endpoints);
        this.contained = new ContainedRoutes(endpoints.contained());
        this.catalog = catalog;
    }

    /** A router for one event loop. */
    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(BodyMediaType::putAside);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        DocsRoutes.mount(router);
        router.route(ControlRoutes.ALL).handler(this::authenticate);
        control.mount(router);
        router.route().handler(gate);
        router.get("/health").handler(SandboxRoutes::health);
        router.route("/health").handler(onlyMethods("GET"));
        for (String room : new String[] {"/sources/*", "/partitions/*", "/catalog/*"}) {
            router.route(room).handler(this::authenticate).handler(BodyMediaType::requireJson);
        }
        router.route("/sources/*").handler(this::requireRoom);
        batches.mount(router);
        records.mount(router);
        contained.mount(router);
        relationships.mount(router);
        partitions.mount(router);
        catalog.mount(router);
        router.get(TASK).handler(this::readTask);
        router.route(TASK).handler(onlyMethods("GET"));
        failures(router);
        return router;
    }

    private void authenticate(RoutingContext ctx) {
        String shown = ctx.request().getHeader(RegistryHeaders.API_KEY);
        keys.refusal(shown, ctx.normalizedPath())
                .ifPresentOrElse(refusal -> FaultGate.answer(ctx, Answer.error(refusal)), ctx::next);
    }

    private void requireRoom(RoutingContext ctx) {
        if (BRING.contains(ctx.request().method()) && full.getAsBoolean()) {
            FaultGate.answer(ctx, FULL);
        } else {
            ctx.next();
        }
    }

    private void readTask(RoutingContext ctx) {
        FaultGate.answer(ctx, tasks.read(part(ctx, "source"), part(ctx, "task"), withReceipts(ctx)));
    }

    /** Receipts come only when they are asked for ({@code registry-side 7}). */
    static boolean withReceipts(RoutingContext ctx) {
        return Boolean.parseBoolean(ctx.request().getParam("withReceipts"));
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

    static RecordKey key(RoutingContext ctx) {
        return new RecordKey(part(ctx, "source"), part(ctx, "type"), part(ctx, "id"));
    }

    static String part(RoutingContext ctx, String name) {
        return Objects.requireNonNull(ctx.pathParam(name), name);
    }
}
