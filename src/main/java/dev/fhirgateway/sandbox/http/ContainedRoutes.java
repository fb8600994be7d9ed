package dev.fhirgateway.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fhirgateway.sandbox.api.ContainedApi;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;

/** The paths of contained resources ({@code registry-side 2}): all that is below a resource. */
final class ContainedRoutes {
    private static final String CONTAINED = "/sources/:source/v1/resources/:type/:id/*";

    private final ContainedApi contained;

    ContainedRoutes(ContainedApi contained) {
        this.contained = contained;
    }

    /** To be called after the paths of single records are added, which these would match too. */
    void mount(Router router) {
        router.put(CONTAINED)
                .handler(ctx -> FaultGate.answer(
                        ctx,
                        contained.upsert(
                                SandboxRoutes.key(ctx), path(ctx), FaultGate.body(ctx), FaultGate.taskFate(ctx))));
        router.post(CONTAINED)
                .handler(ctx -> FaultGate.answer(
                        ctx,
                        contained.create(
                                SandboxRoutes.key(ctx), path(ctx), FaultGate.body(ctx), FaultGate.taskFate(ctx))));
        router.delete(CONTAINED)
                .handler(ctx -> FaultGate.answer(
                        ctx, contained.delete(SandboxRoutes.key(ctx), path(ctx), FaultGate.taskFate(ctx))));
        router.route(CONTAINED).handler(SandboxRoutes.onlyMethods("DELETE, POST, PUT"));
    }

    /** Vert.x decodes the named parts of a path and leaves the rest as it was sent, in which a plus is a plus. */
    private static String path(RoutingContext ctx) {
        return URLDecoder.decode(SandboxRoutes.part(ctx, "*").replace("+", "%2B"), UTF_8);
    }
}
