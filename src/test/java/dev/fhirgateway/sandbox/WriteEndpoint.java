package dev.fhirgateway.sandbox;

/** Every endpoint that takes a body in JSON: where it is, and a body that it takes in an empty sandbox. */
enum WriteEndpoint {
    CREATE("POST", "/sources/clinic-north/v1/resources/patient", "{\"data\":{}}", 201),
    UPSERT("PUT", "/sources/clinic-north/v1/resources/patient/pat-77", "{\"data\":{}}", 201),
    CONTAINED_UPSERT(
            "PUT",
            "/sources/clinic-north/v1/resources/patient/pat-0/contact/c1",
            "{\"type\":\"contact\",\"data\":{}}",
            201),
    CONTAINED_CREATE(
            "POST",
            "/sources/clinic-north/v1/resources/patient/pat-0/contact",
            "{\"type\":\"contact\",\"data\":{}}",
            201),
    RELATIONSHIP_CREATE(
            "POST",
            "/sources/clinic-north/v1/relationships/knows",
            "{\"from\":{\"type\":\"patient\",\"id\":\"pat-0\"},\"to\":{\"type\":\"patient\",\"id\":\"pat-0\"}}",
            201),
    RELATIONSHIP_PATCH("PATCH", "/sources/clinic-north/v1/relationships/likes/pat-0.pat-0", "[]", 200),
    RESOURCES_BULK(
            "POST",
            "/sources/clinic-north/v1/resources/bulk",
            "{\"operations\":[" + BatchCase.upsert("patient", "pat-1") + "]}",
            202),
    RELATIONSHIPS_BULK(
            "POST",
            "/sources/clinic-north/v1/relationships/bulk",
            "{\"operations\":[" + BatchCase.seenBy("create", "pat-0", "pat-0") + "]}",
            202),
    BUNDLE("POST", "/sources/clinic-north/v1/bundle", BatchCase.bundle(BatchCase.upsert("patient", "pat-1"), ""), 201),
    PURGE("POST", "/sources/clinic-north/v1/purge", BatchCase.purge("resources", "letter"), 202),
    SOURCE("PUT", "/catalog/v1/sources/clinic-south", "{\"type\":\"registry\"}", 201),
    PROFILE("PUT", "/sources/clinic-north/v1/profiles/letter", "{\"type\":\"ROOT\",\"properties\":{}}", 201),
    COLLECTION(
            "PUT",
            "/sources/clinic-north/v1/collections/letter",
            "{\"type\":\"resources\",\"profile\":{\"properties\":{}}}",
            201),
    RELATIONSHIP_DEFINITION(
            "PUT",
            "/sources/clinic-north/v1/relationship-definitions/sent",
            "{\"from\":{\"profileKey\":\"patient\",\"includeKey\":\"a\",\"cardinality\":\"0:*\"},"
                    + "\"to\":{\"profileKey\":\"patient\",\"includeKey\":\"b\",\"cardinality\":\"0:*\"}}",
            201);

    /** To be there before, for the endpoints that change something. */
    static final String ROOT = "/sources/clinic-north/v1/resources/patient/pat-0";

    static final String LIKES = "/sources/clinic-north/v1/relationships/likes";

    final String method;
    final String path;
    final String body;
    final int status;

    WriteEndpoint(String method, String path, String body, int status) {
        this.method = method;
        this.path = path;
        this.body = body;
        this.status = status;
    }

    /** Stores what the endpoints need. */
    static void prepare(RegistryClient client) throws Exception {
        client.put(ROOT, "{\"data\":{}}");
        client.post(LIKES, RELATIONSHIP_CREATE.body);
    }
}
