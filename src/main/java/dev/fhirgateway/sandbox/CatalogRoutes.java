package dev.fhirgateway.sandbox;

import dev.fhirgateway.sandbox.catalog.Catalog;
import dev.fhirgateway.sandbox.catalog.CatalogApi;
import dev.fhirgateway.sandbox.catalog.CatalogReply;
import dev.fhirgateway.sandbox.catalog.CollectionApi;
import dev.fhirgateway.sandbox.catalog.PartitionCatalogApi;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/**
 * The paths of the catalog ({@code registry-side 8}): sources, what each has of profiles, collections and
 * relationship definitions, and the partitions that show them. Work that is due comes before, so that it meets the catalog of its own moment.
 */
final class CatalogRoutes {
    private static final String SOURCES = "/catalog/v1/sources";
    private static final String PARTITIONS = "/catalog/v1/partitions";
    private static final String SOURCE = "/sources/:source/v1/";

    /** What is done with one thing of the catalog. */
    private record Actions(
            Function<RoutingContext, CatalogReply> put,
            Function<RoutingContext, CatalogReply> get,
            Function<RoutingContext, CatalogReply> delete) {}

    private final TaskBook tasks;
    private final CatalogApi catalog;
    private final CollectionApi collections;
    private final PartitionCatalogApi partitions;

    CatalogRoutes(Catalog catalog, TaskBook tasks) {
        this.tasks = tasks;
        this.catalog = new CatalogApi(catalog);
        this.collections = new CollectionApi(catalog);
        this.partitions = new PartitionCatalogApi(catalog);
    }

    void mount(Router router) {
        mountPartitions(router);
        mountSources(router);
        mountProfiles(router);
        mountCollections(router);
        mountDefinitions(router);
    }

    private void mountPartitions(Router router) {
        String one = PARTITIONS + "/:key";
        router.get(one).handler(answering(ctx -> partitions.get(key(ctx))));
        router.route(one).handler(SandboxRoutes.onlyMethods("GET"));
        router.get(PARTITIONS).handler(answering(ctx -> partitions.list()));
        router.route(PARTITIONS).handler(SandboxRoutes.onlyMethods("GET"));
    }

    private void mountSources(Router router) {
        Actions one = new Actions(
                ctx -> catalog.putSource(key(ctx), FaultGate.body(ctx)),
                ctx -> catalog.getSource(key(ctx)),
                ctx -> catalog.deleteSource(key(ctx)));
        mount(router, SOURCES, one, ctx -> catalog.listSources());
    }

    private void mountProfiles(Router router) {
        Actions one = new Actions(
                ctx -> catalog.putProfile(source(ctx), key(ctx), FaultGate.body(ctx)),
                ctx -> catalog.getProfile(source(ctx), key(ctx)),
                ctx -> catalog.deleteProfile(source(ctx), key(ctx)));
        mount(router, SOURCE + "profiles", one, ctx -> catalog.listProfiles(source(ctx)));
    }

    private void mountCollections(Router router) {
        Actions one = new Actions(
                ctx -> collections.put(source(ctx), key(ctx), FaultGate.body(ctx)),
                ctx -> collections.get(source(ctx), key(ctx)),
                ctx -> collections.delete(source(ctx), key(ctx)));
        mount(router, SOURCE + "collections", one, ctx -> collections.list(source(ctx)));
    }

    private void mountDefinitions(Router router) {
        Actions one = new Actions(
                ctx -> catalog.putDefinition(source(ctx), key(ctx), FaultGate.body(ctx)),
                ctx -> catalog.getDefinition(source(ctx), key(ctx)),
                ctx -> catalog.deleteDefinition(source(ctx), key(ctx)));
        mount(router, SOURCE + "relationship-definitions", one, ctx -> catalog.listDefinitions(source(ctx)));
    }

    private void mount(Router router, String all, Actions one, Function<RoutingContext, CatalogReply> list) {
        String path = all + "/:key";
        router.put(path).handler(answering(one.put()));
        router.get(path).handler(answering(one.get()));
        router.delete(path).handler(answering(one.delete()));
        router.route(path).handler(SandboxRoutes.onlyMethods("DELETE, GET, PUT"));
        router.get(all).handler(answering(list));
        router.route(all).handler(SandboxRoutes.onlyMethods("GET"));
    }

    private Handler<RoutingContext> answering(Function<RoutingContext, CatalogReply> action) {
        return ctx -> {
            CatalogReply reply = tasks.look(() -> action.apply(ctx));
            FaultGate.answer(ctx, new Answer(reply.status(), reply.body()));
        };
    }

    private static String source(RoutingContext ctx) {
        return SandboxRoutes.part(ctx, "source");
    }

    private static String key(RoutingContext ctx) {
        return SandboxRoutes.part(ctx, "key");
    }
}
