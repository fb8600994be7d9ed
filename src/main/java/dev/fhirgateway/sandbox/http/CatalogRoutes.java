package dev.fhirgateway.sandbox.http;

import dev.fhirgateway.sandbox.api.Answer;
import dev.fhirgateway.sandbox.catalog.CatalogApi;
import dev.fhirgateway.sandbox.catalog.CatalogReply;
import dev.fhirgateway.sandbox.catalog.CollectionApi;
import dev.fhirgateway.sandbox.catalog.PartitionCatalogApi;
import dev.fhirgateway.sandbox.record.Holdings;
import dev.fhirgateway.sandbox.record.TaskBook;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The paths of the catalog ({@code registry-side 8}): sources, what each has of profiles, collections and
 * relationship definitions, and the partitions that show them. Work that is due comes before, so that it meets the
 * catalog of its own moment.
 */
final class CatalogRoutes {
    private static final String SOURCES = "/catalog/v1/sources";
    private static final String PARTITIONS = "/catalog/v1/partitions";
    private static final String SOURCE = "/sources/:source/v1/";

    /** Writes one thing that a source has. */
    private interface Put {
        CatalogReply of(String source, String key, byte[] body);
    }

    /**
     * What is done with the things of one kind. Each is told the source first; an empty one where the path has none.
     */
    private record Actions(
            Put put,
            BiFunction<String, String, CatalogReply> get,
            BiFunction<String, String, CatalogReply> delete,
            Function<String, CatalogReply> list) {}

    private final TaskBook tasks;
    private final CatalogApi catalog;
    private final CollectionApi collections;
    private final PartitionCatalogApi partitions;

    CatalogRoutes(Holdings holdings) {
        this.tasks = holdings.tasks();
        this.catalog = new CatalogApi(holdings.catalog());
        this.collections = new CollectionApi(holdings.catalog());
        this.partitions = new PartitionCatalogApi(holdings.catalog());
    }

    void mount(Router router) {
        mountPartitions(router);
        mount(
                router,
                SOURCES,
                new Actions(
                        (none, key, body) -> catalog.putSource(key, body),
                        (none, key) -> catalog.getSource(key),
                        (none, key) -> catalog.deleteSource(key),
                        none -> catalog.listSources()));
        mount(
                router,
                SOURCE + "profiles",
                new Actions(catalog::putProfile, catalog::getProfile, catalog::deleteProfile, catalog::listProfiles));
        mount(
                router,
                SOURCE + "collections",
                new Actions(collections::put, collections::get, collections::delete, collections::list));
        mount(
                router,
                SOURCE + "relationship-definitions",
                new Actions(
                        catalog::putDefinition,
                        catalog::getDefinition,
                        catalog::deleteDefinition,
                        catalog::listDefinitions));
    }

    private void mountPartitions(Router router) {
        String one = PARTITIONS + "/:key";
        router.get(one).handler(answering(ctx -> partitions.get(key(ctx))));
        router.route(one).handler(SandboxRoutes.onlyMethods("GET"));
        router.get(PARTITIONS).handler(answering(ctx -> partitions.list()));
        router.route(PARTITIONS).handler(SandboxRoutes.onlyMethods("GET"));
    }

    private void mount(Router router, String all, Actions of) {
        String one = all + "/:key";
        router.put(one).handler(answering(ctx -> of.put().of(source(ctx), key(ctx), FaultGate.body(ctx))));
        router.get(one).handler(answering(ctx -> of.get().apply(source(ctx), key(ctx))));
        router.delete(one).handler(answering(ctx -> of.delete().apply(source(ctx), key(ctx))));
        router.route(one).handler(SandboxRoutes.onlyMethods("DELETE, GET, PUT"));
        router.get(all).handler(answering(ctx -> of.list().apply(source(ctx))));
        router.route(all).handler(SandboxRoutes.onlyMethods("GET"));
    }

    private Handler<RoutingContext> answering(Function<RoutingContext, CatalogReply> action) {
        return ctx -> {
            CatalogReply reply = tasks.look(() -> action.apply(ctx));
            FaultGate.answer(ctx, new Answer(reply.status(), reply.body()));
        };
    }

    private static String source(RoutingContext ctx) {
        return Objects.requireNonNullElse(ctx.pathParam("source"), "");
    }

    private static String key(RoutingContext ctx) {
        return SandboxRoutes.part(ctx, "key");
    }
}
