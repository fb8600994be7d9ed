package dev.fhirgateway.sandbox.http;

import dev.fhirgateway.sandbox.api.Answer;
import dev.fhirgateway.sandbox.api.BulkApi;
import dev.fhirgateway.sandbox.api.BundleApi;
import dev.fhirgateway.sandbox.api.Endpoints;
import dev.fhirgateway.sandbox.api.PurgeApi;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** The paths of bulk requests, bundles and purges ({@code registry-side 4} to {@code 6}). */
final class BatchRoutes {
    private static final String SOURCE = "/sources/:source/v1";
    private static final String RESOURCES_BULK = SOURCE + "/resources/bulk";
    private static final String RELATIONSHIPS_BULK = SOURCE + "/relationships/bulk";
    private static final String BUNDLE = SOURCE + "/bundle";
    private static final String PURGE = SOURCE + "/purge";

    private final BulkApi<?> resources;
    private final BulkApi<?> relationships;
    private final BundleApi bundles;
    private final PurgeApi purges;

    BatchRoutes(Endpoints endpoints) {
        this.resources = endpoints.resourceBulks();
        this.relationships = endpoints.relationshipBulks();
        this.bundles = endpoints.bundles();
        this.purges = endpoints.purges();
    }

    /** To be called before the paths of single records are added: theirs would take {@code bulk} for a type. */
    void mount(Router router) {
        bulk(router, RESOURCES_BULK, resources);
        bulk(router, RELATIONSHIPS_BULK, relationships);
        only(
                router,
                "POST",
                BUNDLE,
                ctx -> bundles.carryOut(source(ctx), FaultGate.body(ctx), FaultGate.taskFate(ctx)));
        only(router, "POST", PURGE, ctx -> purges.accept(source(ctx), FaultGate.body(ctx)));
        only(router, "GET", PURGE + "/:purge", ctx -> purges.read(source(ctx), SandboxRoutes.part(ctx, "purge")));
    }

    private static void bulk(Router router, String path, BulkApi<?> bulk) {
        only(router, "POST", path, ctx -> bulk.accept(source(ctx), FaultGate.body(ctx), FaultGate.taskFate(ctx)));
        only(
                router,
                "GET",
                path + "/:bulk",
                ctx -> bulk.read(source(ctx), SandboxRoutes.part(ctx, "bulk"), SandboxRoutes.withReceipts(ctx)));
    }

    private static void only(Router router, String method, String path, Function<RoutingContext, Answer> api) {
        router.route(HttpMethod.valueOf(method), path).handler(ctx -> FaultGate.answer(ctx, api.apply(ctx)));
        router.route(path).handler(SandboxRoutes.onlyMethods(method));
    }

    private static String source(RoutingContext ctx) {
        return SandboxRoutes.part(ctx, "source");
    }
}
