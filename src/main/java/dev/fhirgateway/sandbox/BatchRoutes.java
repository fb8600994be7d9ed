package dev.fhirgateway.sandbox;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** The paths of bulk requests, bundles and purges ({@code registry-side 4} to {@code 6}). */
final class BatchRoutes {
    private static final String SOURCE = "/sources/:source/v1";
    private static final String RESOURCES_BULK = SOURCE + "/resources/bulk";

    private final BulkApi<?> resources;

    BatchRoutes(BulkApi<?> resources) {
        this.resources = resources;
    }

    /** To be called before the paths of single records are added: theirs would take {@code bulk} for a type. */
    void addTo(Router router) {
        bulk(router, RESOURCES_BULK, resources);
    }

    private static void bulk(Router router, String path, BulkApi<?> bulk) {
        only(router, "POST", path, ctx -> bulk.accept(source(ctx), FaultGate.body(ctx)));
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
