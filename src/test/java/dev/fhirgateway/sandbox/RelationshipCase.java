package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.RegistryPaths;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox with two records that a relationship can join. */
abstract class RelationshipCase extends SandboxCase {
    static final String WORKS_AT = "/sources/clinic-north/v1/relationships/works-at";
    static final String ENDS = "\"from\":{\"id\":\"prac-1\",\"type\":\"practitioner\"},"
            + "\"to\":{\"id\":\"clinic-9\",\"type\":\"clinic\"}";
    static final String PRACTITIONER = "/sources/clinic-north/v1/resources/practitioner/prac-1";
    static final String CLINIC = "/sources/clinic-north/v1/resources/clinic/clinic-9";

    @BeforeEach
    void storeTheEnds() throws Exception {
        client.put(PRACTITIONER, "{\"data\":{\"name\":\"Zzmarker\"}}");
        client.put(CLINIC, "{\"data\":{}}");
    }

    static String path(String id) {
        return RegistryPaths.relationship("clinic-north", "works-at", id);
    }

    RegistryClient.Reply create(String data) throws Exception {
        return client.post(WORKS_AT, "{" + ENDS + ",\"data\":" + data + "}");
    }
}
