package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.registry.Identifier;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.registry.Source;
import dev.fhirgateway.sandbox.catalog.Catalog;
import dev.fhirgateway.sandbox.record.Holdings;
import dev.fhirgateway.sandbox.record.RecordKey;
import dev.fhirgateway.sandbox.record.TaskBook;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The reads of a partition ({@code registry-side 11}), without HTTP around them. Nobody sets partitions up in the
 * sandbox: one that has the key of a source shows this source, and any other shows all sources together. A source is
 * known by the catalog or by an API key of its own. What is stored shows at once.
 */
public final class PartitionApi {
    private final Set<String> sourcesWithKeys;
    private final Catalog catalog;
    private final RecordFinder finder;
    private final TaskBook tasks;
    private final Shape shape;

    PartitionApi(Shape shape, Set<String> sourcesWithKeys, Holdings holdings) {
        this.shape = shape;
        this.sourcesWithKeys = sourcesWithKeys;
        this.catalog = holdings.catalog();
        this.finder = new RecordFinder(holdings.resources());
        this.tasks = holdings.tasks();
    }

    /**
     * Shows one resource, with the identifier that leads back to its source.
     *
     * @param id its id, or the notation of an identifier
     */
    public Answer resource(String partition, String type, String id) {
        return tasks.look(() -> Answer.theOnly(collections(partition, type)
                .flatMap(in -> finder.resources(in, id).stream())
                .map(found -> withLineage(found).toJson())
                .toList()));
    }

    /**
     * Shows one relationship, with the identifier that leads back to its source.
     *
     * @param id its id in any form, or the notation of an identifier
     */
    public Answer relationship(String partition, String type, String id) {
        return tasks.look(() -> Answer.theOnly(collections(partition, type)
                .flatMap(in -> finder.relationships(in, id).stream())
                .map(found -> shape.told(withLineage(found)).toJson())
                .toList()));
    }

    private Stream<RecordKey.Collection> collections(String partition, String type) {
        List<String> sources = catalog.sources().stream().map(Source::key).toList();
        boolean isOfOne = sources.contains(partition) || sourcesWithKeys.contains(partition);
        return (isOfOne ? Stream.of(partition) : sources.stream())
                .map(source -> new RecordKey.Collection(source, type));
    }

    private RegistryResource withLineage(RegistryResource found) {
        Identifier lineage = shape.lineage(source(found.meta()), Objects.requireNonNull(found.type()), found.id());
        return new RegistryResource(
                found.id(), found.type(), before(lineage, found.meta()), found.data(), found.contained());
    }

    private Relationship withLineage(Relationship found) {
        Identifier lineage =
                shape.lineage(source(found.meta()), Objects.requireNonNull(found.type()), Shape.ends(found));
        return new Relationship(
                found.id(), found.type(), found.from(), found.to(), before(lineage, found.meta()), found.data());
    }

    private static String source(ResourceMeta meta) {
        return Objects.requireNonNull(meta.source());
    }

    /** The client may have given the record the same identifier, which does not make two of it. */
    private static ResourceMeta before(Identifier lineage, ResourceMeta meta) {
        Stream<Identifier> others = meta.identifier().stream().filter(given -> !isSame(given, lineage));
        return new ResourceMeta(
                meta.createdAt(),
                meta.updatedAt(),
                meta.source(),
                Stream.concat(Stream.of(lineage), others).toList());
    }

    private static boolean isSame(Identifier one, Identifier other) {
        return Objects.equals(one.system(), other.system())
                && Objects.equals(one.use(), other.use())
                && Objects.equals(one.value(), other.value());
    }
}
