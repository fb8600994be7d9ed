package dev.fhirgateway.sandbox.http;

import dev.fhirgateway.sandbox.api.Listing;
import dev.fhirgateway.sandbox.api.ResourceApi;
import dev.fhirgateway.sandbox.record.RecordKey;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The paths of single records ({@code registry-side 2}) and of the look into their collection. */
final class RecordRoutes {
    private static final String COLLECTION = "/sources/:source/v1/resources/:type";
    private static final String RECORD = COLLECTION + "/:id";

    private final ResourceApi resources;
    private final Listing listing;

    RecordRoutes(ResourceApi resources, Listing listing) {
        this.resources = resources;
        this.listing = listing;
    }

    void mount(Router router) {
        router.put(RECORD)
                .handler(ctx -> FaultGate.answer(
                        ctx, resources.upsert(SandboxRoutes.key(ctx), FaultGate.body(ctx), FaultGate.taskFate(ctx))));
        router.get(RECORD).handler(ctx -> FaultGate.answer(ctx, resources.read(SandboxRoutes.key(ctx))));
        router.delete(RECORD)
                .handler(ctx ->
                        FaultGate.answer(ctx, resources.delete(SandboxRoutes.key(ctx), FaultGate.taskFate(ctx))));
        router.route(RECORD).handler(SandboxRoutes.onlyMethods("DELETE, GET, PUT"));
        router.post(COLLECTION)
                .handler(ctx -> FaultGate.answer(
                        ctx, resources.create(collection(ctx), FaultGate.body(ctx), FaultGate.taskFate(ctx))));
        router.get(COLLECTION).handler(this::list);
        router.route(COLLECTION).handler(SandboxRoutes.onlyMethods("GET, POST"));
    }

    private void list(RoutingContext ctx) {
        String page = ctx.request().getParam("page");
        String perPage = ctx.request().getParam("perPage");
        FaultGate.answer(ctx, listing.read(collection(ctx), page, perPage));
    }

    private static RecordKey.Collection collection(RoutingContext ctx) {
        return new RecordKey.Collection(SandboxRoutes.part(ctx, "source"), SandboxRoutes.part(ctx, "type"));
    }
}
