package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.CatalogPaths;
import org.junit.jupiter.api.Test;

class SandboxStrictCatalogTest extends SandboxCase {
    private static final String PROFILE = "{\"type\":\"ROOT\",\"properties\":{}}";

    @Override
    SandboxOptions options() {
        return super.options().withStrictCatalog(true);
    }

    @Test
    void source_and_type_are_not_there_until_they_are_made() throws Exception {
        // Then
        assertThat(client.put(RECORD, "{\"data\":{}}").error().message()).isEqualTo("there is no such source");
        assertThat(client.put(CatalogPaths.profile("clinic-north", "patient"), PROFILE)
                        .status())
                .isEqualTo(404);
        client.put(CatalogPaths.source("clinic-north"), "{\"type\":\"registry\"}");
        RegistryClient.Reply untyped = client.put(RECORD, "{\"data\":{}}");
        assertThat(untyped.status()).isEqualTo(404);
        assertThat(untyped.error().message()).isEqualTo("there is no such resource type");
        client.put(CatalogPaths.profile("clinic-north", "patient"), PROFILE);
        assertThat(client.put(RECORD, "{\"data\":{}}").status()).isEqualTo(201);
    }

    @Test
    void relationship_without_a_definition_is_not_there() throws Exception {
        // Given
        client.put(CatalogPaths.source("clinic-north"), "{\"type\":\"registry\"}");

        // When
        RegistryClient.Reply reply = client.post(
                "/sources/clinic-north/v1/relationships/knows",
                "{\"from\":{\"type\":\"patient\",\"id\":\"pat-1\"},\"to\":{\"type\":\"patient\",\"id\":\"pat-2\"}}");

        // Then
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.error().message()).isEqualTo("there is no such relationship type");
    }
}
