package dev.fhirgateway.sandbox.http;

import dev.fhirgateway.sandbox.api.RelationshipApi;
import dev.fhirgateway.sandbox.record.RecordKey;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The paths of relationships. */
final class RelationshipRoutes {
    private static final String DEFINITION = "/sources/:source/v1/relationships/:type";
    private static final String RELATIONSHIP = DEFINITION + "/:id";

    private final RelationshipApi relationships;

    RelationshipRoutes(RelationshipApi relationships) {
        this.relationships = relationships;
    }

    void mount(Router router) {
        router.post(DEFINITION)
                .handler(ctx -> FaultGate.answer(
                        ctx, relationships.create(definition(ctx), FaultGate.body(ctx), FaultGate.taskFate(ctx))));
        router.route(DEFINITION).handler(SandboxRoutes.onlyMethods("POST"));
        router.get(RELATIONSHIP).handler(ctx -> FaultGate.answer(ctx, relationships.read(definition(ctx), id(ctx))));
        router.patch(RELATIONSHIP)
                .handler(ctx -> FaultGate.answer(
                        ctx,
                        relationships.patch(definition(ctx), id(ctx), FaultGate.body(ctx), FaultGate.taskFate(ctx))));
        router.delete(RELATIONSHIP)
                .handler(ctx ->
                        FaultGate.answer(ctx, relationships.delete(definition(ctx), id(ctx), FaultGate.taskFate(ctx))));
        router.route(RELATIONSHIP).handler(SandboxRoutes.onlyMethods("DELETE, GET, PATCH"));
    }

    private static RecordKey.Collection definition(RoutingContext ctx) {
        return new RecordKey.Collection(SandboxRoutes.part(ctx, "source"), SandboxRoutes.part(ctx, "type"));
    }

    private static String id(RoutingContext ctx) {
        return SandboxRoutes.part(ctx, "id");
    }
}
