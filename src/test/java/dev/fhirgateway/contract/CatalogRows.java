package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Sources and what they have of types: tried in a source of the suite's own only. */
final class CatalogRows {
    private static final JsonNode PROFILE = Json.read(
            """
            {"type":"ROOT","properties":{"name":{"type":"symbol","rules":[{"required":true}]}}}""");
    private static final JsonNode COLLECTION =
            Json.read("""
            {"type":"resources","profile":{"properties":{"name":{"type":"symbol"}}}}""");

    private CatalogRows() {}

    static List<ContractRow> rows() {
        return List.of(
                new ContractRow(
                        "catalog-source",
                        "GET /catalog/v1/sources/{sourceKey}",
                        "inferred",
                        "a source that was put is read back with its type",
                        CatalogRows::source),
                new ContractRow(
                        "catalog-source-missing",
                        "GET /catalog/v1/sources/{sourceKey}",
                        "inferred",
                        "a source that is not there is 404 NOT_FOUND",
                        CatalogRows::sourceMissing),
                new ContractRow(
                        "catalog-source-type",
                        "PUT /catalog/v1/sources/{sourceKey}",
                        "docs",
                        "a source of another type than registry is 400 INVALID_ARGUMENT",
                        CatalogRows::sourceType),
                new ContractRow(
                        "catalog-profile",
                        "PUT profiles/{profileKey}",
                        "docs",
                        "a profile is put and read back with its kind and properties",
                        CatalogRows::profile),
                new ContractRow(
                        "catalog-collection",
                        "PUT collections/{collectionKey}",
                        "docs",
                        "a collection is put, and the answer adds its key",
                        CatalogRows::collection),
                new ContractRow(
                        "catalog-definition",
                        "PUT relationship-definitions/{key}",
                        "docs",
                        "a relationship definition is put, and the answer adds its key",
                        CatalogRows::definition),
                new ContractRow(
                        "catalog-rule",
                        "PUT resources/{type}/{id}",
                        "docs",
                        "data without a required property is 400 INVALID_ARGUMENT",
                        CatalogRows::rule));
    }

    private static void source(Talk talk) {
        talk.get(Workspace.source(own(talk).source())).is(200).text("/type", "registry");
    }

    private static void sourceMissing(Talk talk) {
        talk.get(Workspace.source(talk.newName())).refused(404, "NOT_FOUND");
    }

    private static void sourceType(Talk talk) {
        own(talk);
        String path = Workspace.source(talk.newName());
        talk.written(path);
        talk.put(path, Json.of("type", "diary")).refused(400, "INVALID_ARGUMENT");
    }

    private static void profile(Talk talk) {
        String path = put(talk, "profiles", PROFILE);
        talk.get(path).is(200).text("/type", "ROOT").text("/properties/name/type", "symbol");
    }

    private static void collection(Talk talk) {
        own(talk);
        String key = talk.newName();
        String path = talk.at("collections/" + key);
        talk.written(path);
        talk.put(path, COLLECTION).is(200, 201).text("/key", key);
    }

    private static void definition(Talk talk) {
        own(talk);
        String key = talk.newName();
        String path = talk.at("relationship-definitions/" + key);
        talk.written(path);
        talk.put(
                        path,
                        Json.of(
                                "from",
                                end(talk.subjects().resource().type()),
                                "to",
                                end(talk.subjects().other().type())))
                .is(200, 201)
                .text("/key", key);
    }

    private static void rule(Talk talk) {
        String path = put(talk, "profiles", PROFILE);
        Place place = talk.place(path.substring(path.lastIndexOf('/') + 1), talk.newName());
        talk.settled(talk.put(place.path(), Json.of("data", Json.of()))).refused(400, "INVALID_ARGUMENT");
    }

    private static String put(Talk talk, String kind, JsonNode body) {
        own(talk);
        String path = talk.at(kind + "/" + talk.newName());
        talk.written(path);
        talk.put(path, body).is(200, 201);
        return path;
    }

    private static JsonNode end(String type) {
        return Json.of("profileKey", type, "includeKey", "contract-" + type, "includeCardinality", "0:*");
    }

    private static Subjects own(Talk talk) {
        if (!talk.subjects().ownSource()) {
            throw new CannotTell("the catalog is written in a source of the suite's own only");
        }
        return talk.subjects();
    }
}
