package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Identifier;
import dev.fhirgateway.registry.PartitionPaths;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.registry.SourceIdentifier;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxPartitionsTest extends RelationshipCase {
    private static final Identifier OWN = new Identifier(null, "http://nhs.example/n", "Zzmarker-4", "official", null);
    private static final String BODY = "{\"data\":{},\"meta\":{\"identifier\":[" + OWN.toJson() + "]}}";
    private static final Duration DELAY = Duration.ofSeconds(2);

    @Override
    SandboxOptions options() {
        return super.options().withAsyncTypes(Set.of("encounter")).withTaskDelay(DELAY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pat-77",
                "source:pat-77:clinic-north.patient",
                "clinic-north:pat-77:source",
                "http://nhs.example/n:Zzmarker-4:official"
            })
    void resource_is_found_by_id_and_by_identifier_and_tells_where_it_is_from(String id) throws Exception {
        // Given
        client.put(RECORD, BODY);

        // When
        RegistryClient.Reply reply = client.get(PartitionPaths.resource("search", "patient", id));

        // Then
        assertThat(reply.status()).isEqualTo(200);
        RegistryResource record = RegistryResource.read(reply.json());
        assertThat(record.id()).isEqualTo("pat-77");
        assertThat(record.meta().identifier())
                .containsExactly(SourceIdentifier.current("clinic-north", "patient", "pat-77"), OWN);
        assertThat(client.get(RECORD).text()).doesNotContain("clinic-north.patient");
    }

    @Test
    void identifier_that_the_record_was_given_is_not_told_twice() throws Exception {
        // Given
        Identifier lineage = SourceIdentifier.current("clinic-north", "patient", "pat-77");
        client.put(RECORD, "{\"data\":{},\"meta\":{\"identifier\":[" + lineage.toJson() + "]}}");

        // When
        RegistryClient.Reply reply = client.get(PartitionPaths.resource("search", "patient", "pat-77"));

        // Then
        assertThat(RegistryResource.read(reply.json()).meta().identifier()).containsExactly(lineage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prac-1.clinic-9",
                "prac-1,clinic-9",
                "source:prac-1.clinic-9:clinic-north.works-at",
                "clinic-north:works-at:prac-1,clinic-9:source"
            })
    void relationship_is_found_by_id_and_by_identifier_and_tells_where_it_is_from(String id) throws Exception {
        // Given
        create("{}");

        // When
        RegistryClient.Reply reply = client.get(PartitionPaths.relationship("search", "works-at", id));

        // Then
        assertThat(reply.status()).isEqualTo(200);
        Relationship relationship = Relationship.read(reply.json());
        assertThat(relationship.id()).isEqualTo("prac-1.clinic-9");
        assertThat(relationship.meta().identifier())
                .containsExactly(new Identifier(null, "source", "prac-1.clinic-9", "clinic-north.works-at", null));
    }

    @Test
    void partition_of_a_source_shows_this_source_alone_also_when_it_is_empty() throws Exception {
        // Given
        client.put("/sources/clinic-south/v1/resources/patient/pat-77", "{\"data\":{\"of\":\"south\"}}");
        client.put(RECORD, "{\"data\":{\"of\":\"north\"}}");

        // When
        RegistryClient.Reply north = client.get(PartitionPaths.resource("clinic-north", "patient", "pat-77"));
        client.delete(RECORD);
        RegistryClient.Reply emptied = client.get(PartitionPaths.resource("clinic-north", "patient", "pat-77"));
        RegistryClient.Reply all = client.get(PartitionPaths.resource("search", "patient", "pat-77"));

        // Then
        assertThat(north.json().at("/data/of").asText()).isEqualTo("north");
        assertThat(emptied.status()).isEqualTo(404);
        assertThat(all.json().at("/data/of").asText()).isEqualTo("south");
    }

    @Test
    void id_that_two_sources_have_is_not_enough_in_a_partition_of_both() throws Exception {
        // Given
        client.put("/sources/clinic-south/v1/resources/patient/pat-77", "{\"data\":{\"of\":\"south\"}}");
        client.put(RECORD, "{\"data\":{\"of\":\"north\"}}");

        // When
        RegistryClient.Reply plain = client.get(PartitionPaths.resource("search", "patient", "pat-77"));
        RegistryClient.Reply precise =
                client.get(PartitionPaths.resource("search", "patient", "source:pat-77:clinic-south.patient"));

        // Then
        assertThat(plain.status()).isEqualTo(400);
        assertThat(plain.error().type()).isEqualTo(ErrorType.FAILED_PRECONDITION);
        assertThat(precise.json().at("/data/of").asText()).isEqualTo("south");
    }

    @Test
    void what_is_accepted_only_is_not_there_yet() throws Exception {
        // Given
        client.put("/sources/clinic-north/v1/resources/encounter/enc-1", "{\"data\":{}}");
        String path = PartitionPaths.resource("search", "encounter", "enc-1");

        // When
        RegistryClient.Reply before = client.get(path);
        clock.move(DELAY);

        // Then
        assertThat(before.error().type()).isEqualTo(ErrorType.NOT_FOUND);
        assertThat(client.get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "source:pat-77:clinic-north.encounter", "source:pat-77:clinic-west.patient"})
    void what_is_not_there_is_not_found(String id) throws Exception {
        // Given
        client.put(RECORD, BODY);

        // Then
        assertThat(client.get(PartitionPaths.resource("search", "patient", id)).status())
                .isEqualTo(404);
        assertThat(client.get(PartitionPaths.relationship("search", "patient", id))
                        .status())
                .isEqualTo(404);
    }
}
