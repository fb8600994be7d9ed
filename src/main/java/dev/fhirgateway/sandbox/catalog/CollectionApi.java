package dev.fhirgateway.sandbox.catalog;

import dev.fhirgateway.registry.CollectionDefinition;
import dev.fhirgateway.registry.CollectionType;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Profile;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RelationshipDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The endpoints of collections, {@code /sources/{sourceKey}/v1/collections/{key}} ({@code registry-side 8}), without
 * HTTP around them. A collection is another look at what the catalog has: of resources, a ROOT profile; of
 * relationships, a relationship definition, whose ends the collection does not tell, so that it has to be there first.
 */
public final class CollectionApi {
    private final Catalog catalog;

    public CollectionApi(Catalog catalog) {
        this.catalog = catalog;
    }

    public CatalogReply put(String sourceKey, String key, byte[] body) {
        return CatalogReply.stored(
                body,
                json -> CollectionDefinition.read(key, json),
                collection -> store(sourceKey, collection),
                CollectionDefinition::toJson);
    }

    public CatalogReply get(String sourceKey, String key) {
        return CatalogReply.found(find(sourceKey, key), CollectionDefinition::toJson, "collection");
    }

    public CatalogReply delete(String sourceKey, String key) {
        Optional<CollectionDefinition> found = find(sourceKey, key);
        if (found.isEmpty()) {
            return CatalogReply.error(Refusals.notFound("collection"));
        }
        return found.get().type() == CollectionType.RESOURCES
                ? CatalogReply.of(catalog.removeProfile(sourceKey, key), profile -> of(profile)
                        .toJson())
                : CatalogReply.of(catalog.removeDefinition(sourceKey, key), link -> of(link).toJson());
    }

    public CatalogReply list(String sourceKey) {
        if (catalog.source(sourceKey).isEmpty()) {
            return CatalogReply.error(Refusals.notFound("source"));
        }
        List<CollectionDefinition> all = Stream.concat(
                        catalog.profiles(sourceKey).stream()
                                .filter(CollectionApi::isRoot)
                                .map(CollectionApi::of),
                        catalog.definitions(sourceKey).stream().map(CollectionApi::of))
                .sorted(Comparator.comparing(CollectionDefinition::key))
                .toList();
        return CatalogReply.list(all, CollectionDefinition::toJson);
    }

    private Optional<CollectionDefinition> find(String sourceKey, String key) {
        return catalog.profile(sourceKey, key)
                .filter(CollectionApi::isRoot)
                .map(CollectionApi::of)
                .or(() -> catalog.definition(sourceKey, key).map(CollectionApi::of));
    }

    private CatalogOutcome<CollectionDefinition> store(String sourceKey, CollectionDefinition collection) {
        if (collection.pipeline() != null) {
            return refused(RegistryError.of(ErrorType.UNIMPLEMENTED, "this sandbox runs no pipelines"));
        }
        if (collection.type() == CollectionType.RESOURCES) {
            return as(collection, catalog.putProfile(sourceKey, collection.profile()));
        }
        if (!collection.profile().contained().isEmpty()) {
            return refused(Refusals.invalid(List.of("profile.contained: is not for relationships")));
        }
        return catalog.definition(sourceKey, collection.key())
                .map(link -> as(collection, catalog.putDefinition(sourceKey, reshaped(link, collection.profile()))))
                .orElseGet(() -> refused(Refusals.precondition("there is no relationship definition of this key")));
    }

    private static <T> CatalogOutcome<CollectionDefinition> as(
            CollectionDefinition collection, CatalogOutcome<T> outcome) {
        if (outcome instanceof CatalogOutcome.Refused<T> refused) {
            return refused(refused.error());
        }
        boolean created = outcome instanceof CatalogOutcome.Stored<T> stored && stored.created();
        return new CatalogOutcome.Stored<>(collection, created);
    }

    private static CatalogOutcome<CollectionDefinition> refused(RegistryError error) {
        return new CatalogOutcome.Refused<>(error);
    }

    private static RelationshipDefinition reshaped(RelationshipDefinition link, Profile profile) {
        return new RelationshipDefinition(
                link.key(), link.from(), link.to(), profile.description(), profile.properties());
    }

    private static boolean isRoot(Profile profile) {
        return profile.kind() == Profile.Kind.ROOT;
    }

    private static CollectionDefinition of(Profile profile) {
        return new CollectionDefinition(profile.key(), CollectionType.RESOURCES, profile, null);
    }

    private static CollectionDefinition of(RelationshipDefinition link) {
        Profile shape = new Profile(link.key(), Profile.Kind.ROOT, link.properties(), Map.of(), link.description());
        return new CollectionDefinition(link.key(), CollectionType.RELATIONSHIPS, shape, null);
    }
}
