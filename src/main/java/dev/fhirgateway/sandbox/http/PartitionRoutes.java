package dev.fhirgateway.sandbox.http;

import dev.fhirgateway.sandbox.api.PartitionApi;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The paths of partitions. */
final class PartitionRoutes {
    private static final String RESOURCE = "/partitions/:partition/v1/collections/:type/resources/:id";
    private static final String RELATIONSHIP = "/partitions/:partition/v1/relationships/:type/:id";

    private final PartitionApi partitions;

    PartitionRoutes(PartitionApi partitions) {
        this.partitions = partitions;
    }

    void mount(Router router) {
        router.get(RESOURCE)
                .handler(ctx -> FaultGate.answer(
                        ctx, partitions.resource(part(ctx, "partition"), part(ctx, "type"), part(ctx, "id"))));
        router.route(RESOURCE).handler(SandboxRoutes.onlyMethods("GET"));
        router.get(RELATIONSHIP)
                .handler(ctx -> FaultGate.answer(
                        ctx, partitions.relationship(part(ctx, "partition"), part(ctx, "type"), part(ctx, "id"))));
        router.route(RELATIONSHIP).handler(SandboxRoutes.onlyMethods("GET"));
    }

    private static String part(RoutingContext ctx, String name) {
        return SandboxRoutes.part(ctx, name);
    }
}
