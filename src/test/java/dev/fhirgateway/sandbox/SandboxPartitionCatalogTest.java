package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.CatalogPaths;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.PartitionPaths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxPartitionCatalogTest extends SandboxCase {
    private static final String NORTH = "{\"key\":\"clinic-north\",\"modules\":{\"search\":\"STANDARD\"},"
            + "\"source\":{\"type\":\"DATA_SOURCE\",\"key\":\"clinic-north\"},\"status\":\"STATUS_READY\"}";

    @Test
    void every_source_has_the_partition_of_its_name() throws Exception {
        // When
        client.put(RECORD, "{\"data\":{}}");
        client.put(CatalogPaths.source("clinic-south"), "{\"type\":\"registry\"}");

        // Then
        assertThat(client.get(CatalogPaths.partition("clinic-north")).text()).isEqualTo(NORTH);
        assertThat(client.get(CatalogPaths.partitions()).json())
                .extracting(partition -> partition.path("key").asText())
                .containsExactly("clinic-north", "clinic-south");
        assertThat(client.get(PartitionPaths.resource("clinic-north", "patient", "pat-77"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void there_is_no_other_partition() throws Exception {
        assertThat(client.get(CatalogPaths.partitions()).text()).isEqualTo("[]");
        assertThat(client.get(CatalogPaths.partition("search")).error().type()).isEqualTo(ErrorType.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE"})
    void partitions_cannot_be_changed(String method) throws Exception {
        for (String path : new String[] {CatalogPaths.partitions(), CatalogPaths.partition("clinic-north")}) {
            // When
            RegistryClient.Reply reply = client.call(method, path, "{}");

            // Then
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.header("allow")).isEqualTo("GET");
        }
    }
}
