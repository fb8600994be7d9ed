package dev.fhirgateway.sandbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class CollectionApiTest {
    private static final byte[] PATIENTS =
            Shapes.bytes("{'type':'resources','profile':{'properties':{'name':{'type':'symbol'}}}}");
    private static final byte[] WORK =
            Shapes.bytes("{'type':'relationships','profile':{'properties':{'since':{'type':'date'}}}}");

    private final Catalog catalog = new Catalog(false);
    private final CollectionApi api = new CollectionApi(catalog);

    @Test
    void aCollectionOfResourcesIsARootProfile() {
        assertThat(api.put("clinic", "patient", PATIENTS).status()).isEqualTo(201);
        assertThat(api.put("clinic", "patient", PATIENTS).status()).isEqualTo(200);
        assertThat(catalog.profile("clinic", "patient")).contains(Shapes.patient("{'name':{'type':'symbol'}}"));
        assertThat(api.get("clinic", "patient").body())
                .isEqualTo(Shapes.node(
                        "{'key':'patient','type':'resources','profile':{'properties':{'name':{'type':'symbol'}}}}"));
        assertThat(api.delete("clinic", "patient").status()).isEqualTo(200);
        assertThat(catalog.profile("clinic", "patient")).isEmpty();
        assertThat(api.delete("clinic", "patient").status()).isEqualTo(404);
    }

    @Test
    void aCollectionOfRelationshipsReshapesADefinitionThatIsThere() {
        // Given
        assertThat(api.put("clinic", "worksAt", WORK).body().path("type").asText())
                .isEqualTo("FAILED_PRECONDITION");
        catalog.putDefinition("clinic", Shapes.worksAt("0:1", "0:*"));

        // When
        CatalogReply reply = api.put("clinic", "worksAt", WORK);

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(catalog.definition("clinic", "worksAt").orElseThrow().properties())
                .containsOnlyKeys("since");
        assertThat(api.get("clinic", "worksAt").body()).isEqualTo(reply.body());
        assertThat(api.delete("clinic", "worksAt").status()).isEqualTo(200);
        assertThat(catalog.definitions("clinic")).isEmpty();
    }

    @Test
    void theListHasBothAndNoContainedProfiles() {
        // Given
        catalog.putDefinition("clinic", Shapes.worksAt("0:1", "0:*"));
        catalog.putProfile("clinic", Shapes.contained("ward", "{}"));
        catalog.putProfile("clinic", Shapes.patient("{}"));

        // Then
        assertThat(api.list("clinic").body())
                .extracting(collection -> collection.path("type").asText())
                .containsExactly("resources", "relationships");
        assertThat(api.get("clinic", "ward").status()).isEqualTo(404);
        assertThat(api.list("other").status()).isEqualTo(404);
    }

    @Test
    void pipelinesAreNotRunAndSoNotTaken() {
        assertThat(api.put(
                                "clinic",
                                "patient",
                                Shapes.bytes(
                                        "{'type':'resources','profile':{'properties':{}},'pipeline':{'steps':[]}}"))
                        .status())
                .isEqualTo(501);
    }

    @Test
    void relationshipsContainNothing() {
        // When
        JsonNode error = api.put(
                        "clinic",
                        "worksAt",
                        Shapes.bytes("{'type':'relationships','profile':{'properties':{},"
                                + "'contained':{'it':{'types':['a'],'cardinality':'0:1'}}}}"))
                .body();

        // Then
        assertThat(error.path("details").path(0).path("message").asText())
                .isEqualTo("profile.contained: is not for relationships");
    }

    @Test
    void anUnsoundProfileIsRefusedAsInItsOwnEndpoint() {
        assertThat(api.put(
                                "clinic",
                                "patient",
                                Shapes.bytes("{'type':'resources','profile':{'properties':{'it':{'type':'money'}}}}"))
                        .status())
                .isEqualTo(400);
    }
}
