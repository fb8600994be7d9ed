package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.CatalogPaths;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxCatalogTest extends SandboxCase {
    private static final String PROFILE = "{\"type\":\"ROOT\",\"properties\":{}}";
    private static final String COLLECTION = "{\"type\":\"RESOURCES\",\"profile\":" + PROFILE + "}";
    private static final String ENDS = "{\"from\":{\"profileKey\":\"patient\",\"includeKey\":\"a\","
            + "\"includeCardinality\":\"0:*\"},\"to\":{\"profileKey\":\"patient\",\"includeKey\":\"b\","
            + "\"includeCardinality\":\"0:*\"}}";
    private static final Map<String, String> BODIES = Map.of(
            "/catalog/v1/sources", "{\"type\":\"registry\"}",
            "/sources/clinic-north/v1/profiles", PROFILE,
            "/sources/clinic-north/v1/collections", COLLECTION,
            "/sources/clinic-north/v1/relationship-definitions", ENDS);

    @Override
    SandboxOptions options() {
        return super.options().withSourceApiKeys(Map.of("clinic-south", "south-key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/catalog/v1/sources",
                "/sources/clinic-north/v1/profiles",
                "/sources/clinic-north/v1/collections",
                "/sources/clinic-north/v1/relationship-definitions"
            })
    void each_kind_is_made_replaced_shown_listed_and_removed(String all) throws Exception {
        // Given
        String body = BODIES.get(all);
        String one = all + "/thing";

        // Then
        assertThat(client.put(one, body).status()).isEqualTo(201);
        assertThat(client.put(one, body).status()).isEqualTo(200);
        assertThat(client.get(one).json().path("key").asText()).isEqualTo("thing");
        assertThat(client.get(all).json())
                .extracting(thing -> thing.path("key").asText())
                .contains("thing");
        assertThat(client.delete(one).status()).isEqualTo(200);
        assertThat(client.get(one).error().type()).isEqualTo(ErrorType.NOT_FOUND);
        assertThat(client.delete(one).error().type()).isEqualTo(ErrorType.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "/catalog/v1/sources,GET",
        "/catalog/v1/sources/thing,'DELETE, GET, PUT'",
        "/sources/clinic-north/v1/profiles,GET",
        "/sources/clinic-north/v1/collections/thing,'DELETE, GET, PUT'",
        "/sources/clinic-north/v1/relationship-definitions/thing,'DELETE, GET, PUT'"
    })
    void other_methods_are_told_which_are_allowed(String path, String allowed) throws Exception {
        // When
        RegistryClient.Reply reply = client.post(path, "{}");

        // Then
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void broken_profile_is_told_all_that_is_wrong() throws Exception {
        // When
        RegistryError error = client.put(
                        CatalogPaths.profile("clinic-north", "patient"),
                        "{\"type\":\"ROOT\",\"properties\":{\"a\":{},\"b\":{}}}")
                .error();

        // Then
        assertThat(error.code()).isEqualTo(400);
        assertThat(error.details()).hasSize(2);
    }

    @Test
    void catalog_asks_for_a_key_that_is_good_for_it() throws Exception {
        // Given
        RegistryClient stranger = new RegistryClient(sandbox.url(), null);
        RegistryClient south = new RegistryClient(sandbox.url(), "south-key");

        // Then
        assertThat(stranger.get("/catalog/v1/sources").status()).isEqualTo(401);
        assertThat(stranger.get("/sources/clinic-south/v1/profiles").status()).isEqualTo(401);
        assertThat(south.put(CatalogPaths.profile("clinic-south", "patient"), PROFILE)
                        .status())
                .isEqualTo(201);
        assertThat(south.put(CatalogPaths.profile("clinic-north", "patient"), PROFILE)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void catalog_calls_meet_trouble_and_are_logged() throws Exception {
        // When
        RegistryClient.Reply reply =
                client.putWithFault(CatalogPaths.profile("clinic-north", "patient"), PROFILE, "status=503");

        // Then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(client.get(CatalogPaths.profile("clinic-north", "patient")).status())
                .isEqualTo(404);
        assertThat(sandbox.received()).extracting(ReceivedCall::method).containsExactly("PUT", "GET");
    }

    @Test
    void reset_leaves_the_catalog() throws Exception {
        // Given
        client.put(CatalogPaths.profile("clinic-north", "patient"), PROFILE);
        client.put(RECORD, "{\"data\":{}}");

        // When
        sandbox.reset();

        // Then
        assertThat(client.get(RECORD).status()).isEqualTo(404);
        assertThat(client.get(CatalogPaths.profile("clinic-north", "patient")).status())
                .isEqualTo(200);
    }
}
