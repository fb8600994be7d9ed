package dev.fhirgateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryPathsTest {
    @Test
    void records_stand_below_their_source() {
        assertThat(RegistryPaths.resources("s", "patient")).isEqualTo("/sources/s/v1/resources/patient");
        assertThat(RegistryPaths.resource("s", "patient", "a_1")).isEqualTo("/sources/s/v1/resources/patient/a_1");
        assertThat(RegistryPaths.relationships("s", "works-at")).isEqualTo("/sources/s/v1/relationships/works-at");
        assertThat(RegistryPaths.relationship("s", "works-at", new RelationshipId("a1", "b2").text()))
                .isEqualTo("/sources/s/v1/relationships/works-at/a1.b2");
    }

    @Test
    void contained_resources_stand_below_their_root_with_bare_ids() {
        // Given
        ContainedPath key = new ContainedPath(
                List.of(new ContainedPath.Step("staff", "nurse-1"), new ContainedPath.Step("badge", null)));

        // Then
        assertThat(RegistryPaths.contained("s", new RecordRef("clin-34", "clinic"), key))
                .isEqualTo("/sources/s/v1/resources/clinic/clin-34/staff/nurse-1/badge");
        assertThat(RegistryPaths.contained("s", new RecordRef("clin-34", "clinic"), key.withId("b 7")))
                .isEqualTo("/sources/s/v1/resources/clinic/clin-34/staff/nurse-1/badge/b%207");
    }

    @Test
    void requests_about_many_records_have_paths_of_their_own() {
        assertThat(RegistryPaths.resourcesBulk("s")).isEqualTo("/sources/s/v1/resources/bulk");
        assertThat(RegistryPaths.resourcesBulk("s", "bk_1")).isEqualTo("/sources/s/v1/resources/bulk/bk_1");
        assertThat(RegistryPaths.relationshipsBulk("s")).isEqualTo("/sources/s/v1/relationships/bulk");
        assertThat(RegistryPaths.relationshipsBulk("s", "bk_1")).isEqualTo("/sources/s/v1/relationships/bulk/bk_1");
        assertThat(RegistryPaths.bundle("s")).isEqualTo("/sources/s/v1/bundle");
        assertThat(RegistryPaths.purge("s")).isEqualTo("/sources/s/v1/purge");
        assertThat(RegistryPaths.purge("s", "pg_1")).isEqualTo("/sources/s/v1/purge/pg_1");
        assertThat(RegistryPaths.task("s", "purge:17")).isEqualTo("/sources/s/v1/tasks/purge%3A17");
        assertThat(RegistryPaths.pipelineExecution("s", "p1")).isEqualTo("/sources/s/v1/pipelines/executions/p1");
        assertThat(RegistryPaths.browse("s")).isEqualTo("/sources/s/v1/browse");
    }

    @Test
    void definitions_stand_in_the_catalog_or_below_their_source() {
        assertThat(CatalogPaths.sources()).isEqualTo("/catalog/v1/sources");
        assertThat(CatalogPaths.source("s")).isEqualTo("/catalog/v1/sources/s");
        assertThat(CatalogPaths.partitions()).isEqualTo("/catalog/v1/partitions");
        assertThat(CatalogPaths.partition("p")).isEqualTo("/catalog/v1/partitions/p");
        assertThat(CatalogPaths.profiles("s")).isEqualTo("/sources/s/v1/profiles");
        assertThat(CatalogPaths.profile("s", "clinic")).isEqualTo("/sources/s/v1/profiles/clinic");
        assertThat(CatalogPaths.collections("s")).isEqualTo("/sources/s/v1/collections");
        assertThat(CatalogPaths.collection("s", "clinic")).isEqualTo("/sources/s/v1/collections/clinic");
        assertThat(CatalogPaths.pipeline("s", "clinic")).isEqualTo("/sources/s/v1/collections/clinic/pipeline");
        assertThat(CatalogPaths.relationshipDefinitions("s")).isEqualTo("/sources/s/v1/relationship-definitions");
        assertThat(CatalogPaths.relationshipDefinition("s", "works-at"))
                .isEqualTo("/sources/s/v1/relationship-definitions/works-at");
    }

    @Test
    void what_can_be_searched_stands_below_its_partition() {
        assertThat(PartitionPaths.resource("p", "clinic", "source:123:s.clinic"))
                .isEqualTo("/partitions/p/v1/collections/clinic/resources/source%3A123%3As.clinic");
        assertThat(PartitionPaths.relationship("p", "works-at", "a1.b2"))
                .isEqualTo("/partitions/p/v1/relationships/works-at/a1.b2");
        assertThat(PartitionPaths.query("p", "clinic")).isEqualTo("/partitions/p/v1/collections/clinic/query");
        assertThat(PartitionPaths.queries("p")).isEqualTo("/partitions/p/v1/queries");
        assertThat(PartitionPaths.browse("p")).isEqualTo("/partitions/p/v1/browse");
        assertThat(PartitionPaths.unifiedResource("clinic", "u1")).isEqualTo("/mdm/v1/collections/clinic/resources/u1");
    }

    @Test
    void every_segment_is_encoded() {
        assertThat(RegistryPaths.resources("a b", "ü*~")).isEqualTo("/sources/a%20b/v1/resources/%C3%BC%2A%7E");
        assertThat(RegistryPaths.resource("s", "t", "../../x?y#z+"))
                .isEqualTo("/sources/s/v1/resources/t/..%2F..%2Fx%3Fy%23z%2B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void segment_that_would_lead_elsewhere_is_refused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> RegistryPaths.resource("s", "t", id));
    }
}
