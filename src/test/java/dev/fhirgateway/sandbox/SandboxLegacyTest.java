package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.Identifier;
import dev.fhirgateway.registry.PartitionPaths;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.registry.WriteStatus;
import org.junit.jupiter.api.Test;

class SandboxLegacyTest extends RelationshipCase {
    private static final String LONG_ID = "practitioner.prac-1,clinic.clinic-9";

    @Override
    SandboxOptions options() {
        return super.options().withLegacy(true);
    }

    @Test
    void written_resource_stands_at_the_root() throws Exception {
        // When
        RegistryClient.Reply created = client.put(RECORD, "{\"data\":{\"a\":1}}");
        RegistryClient.Reply replaced = client.put(RECORD, "{\"data\":{\"a\":2}}");

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().fieldNames()).toIterable().containsExactly("id", "meta", "data");
        assertThat(replaced.write().status()).isEqualTo(WriteStatus.PERSISTED);
        assertThat(replaced.write().resource().data()).hasToString("{\"a\":2}");
    }

    @Test
    void written_relationship_stands_below_resource_with_the_long_id() throws Exception {
        // When
        RegistryClient.Reply created = create("{}");
        RegistryClient.Reply patched = client.patch(path(LONG_ID), "[{\"path\":\"/a\",\"value\":1}]");

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().at("/resource/id").asText()).isEqualTo(LONG_ID);
        assertThat(created.json().has("relationship")).isFalse();
        assertThat(patched.relationship().relationship().id()).isEqualTo(LONG_ID);
        assertThat(client.get(path("prac-1.clinic-9")).json().path("id").asText())
                .isEqualTo(LONG_ID);
    }

    @Test
    void partition_tells_the_source_by_the_former_convention() throws Exception {
        // Given
        create("{}");

        // When
        RegistryResource resource =
                RegistryResource.read(client.get(PartitionPaths.resource("search", "clinic", "clinic-9"))
                        .json());
        Relationship relationship =
                Relationship.read(client.get(PartitionPaths.relationship("search", "works-at", LONG_ID))
                        .json());

        // Then
        assertThat(resource.meta().identifier())
                .containsExactly(new Identifier(null, "clinic-north", "clinic-9", "source", null));
        assertThat(relationship.id()).isEqualTo(LONG_ID);
        assertThat(relationship.meta().identifier())
                .containsExactly(new Identifier(null, "clinic-north", "works-at:prac-1,clinic-9", "source", null));
    }
}
