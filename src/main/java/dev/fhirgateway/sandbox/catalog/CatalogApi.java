package dev.fhirgateway.sandbox.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.Profile;
import dev.fhirgateway.registry.RelationshipDefinition;
import dev.fhirgateway.registry.Source;
import java.util.List;
import java.util.function.Function;

/**
 * The endpoints of sources, profiles and relationship definitions ({@code registry-side 8}), without HTTP around them.
 */
public final class CatalogApi {
    private final Catalog catalog;

    public CatalogApi(Catalog catalog) {
        this.catalog = catalog;
    }

    /** {@code PUT /catalog/v1/sources/{sourceKey}}. */
    public CatalogReply putSource(String sourceKey, byte[] body) {
        return CatalogReply.stored(body, json -> Source.read(sourceKey, json), catalog::putSource, Source::toJson);
    }

    /** {@code GET /catalog/v1/sources/{sourceKey}}. */
    public CatalogReply getSource(String sourceKey) {
        return CatalogReply.found(catalog.source(sourceKey), Source::toJson, "source");
    }

    /** {@code DELETE /catalog/v1/sources/{sourceKey}}. */
    public CatalogReply deleteSource(String sourceKey) {
        return CatalogReply.of(catalog.removeSource(sourceKey), Source::toJson);
    }

    /** {@code GET /catalog/v1/sources}. */
    public CatalogReply listSources() {
        return CatalogReply.list(catalog.sources(), Source::toJson);
    }

    /** {@code PUT /sources/{sourceKey}/v1/profiles/{key}}. */
    public CatalogReply putProfile(String sourceKey, String key, byte[] body) {
        return CatalogReply.stored(
                body,
                json -> Profile.read(key, json),
                profile -> catalog.putProfile(sourceKey, profile),
                Profile::toJson);
    }

    /** {@code GET /sources/{sourceKey}/v1/profiles/{key}}. */
    public CatalogReply getProfile(String sourceKey, String key) {
        return CatalogReply.found(catalog.profile(sourceKey, key), Profile::toJson, "profile");
    }

    /** {@code DELETE /sources/{sourceKey}/v1/profiles/{key}}. */
    public CatalogReply deleteProfile(String sourceKey, String key) {
        return CatalogReply.of(catalog.removeProfile(sourceKey, key), Profile::toJson);
    }

    /** {@code GET /sources/{sourceKey}/v1/profiles}. */
    public CatalogReply listProfiles(String sourceKey) {
        return list(sourceKey, catalog::profiles, Profile::toJson);
    }

    /** {@code PUT /sources/{sourceKey}/v1/relationship-definitions/{key}}. */
    public CatalogReply putDefinition(String sourceKey, String key, byte[] body) {
        return CatalogReply.stored(
                body,
                json -> RelationshipDefinition.read(key, json),
                definition -> catalog.putDefinition(sourceKey, definition),
                RelationshipDefinition::toJson);
    }

    /** {@code GET /sources/{sourceKey}/v1/relationship-definitions/{key}}. */
    public CatalogReply getDefinition(String sourceKey, String key) {
        return CatalogReply.found(
                catalog.definition(sourceKey, key), RelationshipDefinition::toJson, "relationship definition");
    }

    /** {@code DELETE /sources/{sourceKey}/v1/relationship-definitions/{key}}. */
    public CatalogReply deleteDefinition(String sourceKey, String key) {
        return CatalogReply.of(catalog.removeDefinition(sourceKey, key), RelationshipDefinition::toJson);
    }

    /** {@code GET /sources/{sourceKey}/v1/relationship-definitions}. */
    public CatalogReply listDefinitions(String sourceKey) {
        return list(sourceKey, catalog::definitions, RelationshipDefinition::toJson);
    }

    private <T> CatalogReply list(String sourceKey, Function<String, List<T>> all, Function<T, ObjectNode> tell) {
        return catalog.source(sourceKey)
                .map(source -> CatalogReply.list(all.apply(sourceKey), tell))
                .orElseGet(() -> CatalogReply.error(Refusals.notFound("source")));
    }
}
