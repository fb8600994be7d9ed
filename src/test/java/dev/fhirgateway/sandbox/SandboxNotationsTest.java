package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.PartitionPaths;
import org.junit.jupiter.api.Test;

class SandboxNotationsTest extends BatchCase {
    private static final String MRN = "http://nhs.example/n:Zzmarker-4:official";
    private static final String GIVEN = "{\"data\":{\"a\":1},\"meta\":{\"identifier\":["
            + "{\"system\":\"http://nhs.example/n\",\"value\":\"Zzmarker-4\",\"use\":\"official\"}]}}";

    @Test
    void identifier_leads_to_its_record_as_long_as_the_record_is_there() throws Exception {
        // Given
        client.put(PATIENTS + "/pat-1", GIVEN);
        client.put(PATIENTS + "/pat-1", "{\"data\":{\"a\":2}}");
        client.put(PATIENTS + "/pat-1/visits/v-1", "{\"type\":\"visit\",\"data\":{}}");

        // Then
        assertThat(found(MRN)).isEqualTo("pat-1");

        // When
        client.delete(PATIENTS + "/pat-1");
        client.put(PATIENTS + "/pat-1", "{\"data\":{}}");

        // Then
        assertThat(found(MRN)).isEmpty();
    }

    @Test
    void identifier_is_known_after_a_restart_and_no_more_after_a_purge() throws Exception {
        // Given
        client.put(PATIENTS + "/pat-1", GIVEN);
        if (onFile()) {
            restart();
        }
        assertThat(found(MRN)).isEqualTo("pat-1");

        // When
        purged("resources", "patient");
        client.put(PATIENTS + "/pat-1", "{\"data\":{}}");

        // Then
        assertThat(found(MRN)).isEmpty();
    }

    @Test
    void bundle_that_is_taken_back_leaves_identifiers_as_they_were() throws Exception {
        // Given
        storePeople();
        client.put(PATIENTS + "/pat-3", GIVEN);
        String other = GIVEN.replace("Zzmarker-4", "Zzmarker-5").substring(1);

        // When
        String refused = create("doctor", "doc-1");
        client.post(BUNDLE, bundle(delete("patient", "pat-3") + "," + refused, ""));
        client.post(
                BUNDLE,
                bundle(
                        "{\"action\":\"CREATE\",\"create\":{\"id\":\"pat-4\",\"type\":\"patient\"," + other + "},"
                                + refused,
                        ""));
        client.put(PATIENTS + "/pat-4", "{\"data\":{}}");

        // Then
        assertThat(found(MRN)).isEqualTo("pat-3");
        assertThat(found(MRN.replace("-4", "-5"))).isEmpty();
    }

    @Test
    void identifier_with_an_empty_part_leads_nowhere() throws Exception {
        // When
        client.put(PATIENTS + "/pat-1", GIVEN.replace("Zzmarker-4", "").replace("official", "a:b"));

        // Then
        assertThat(found("http://nhs.example/n::a:b")).isEmpty();
    }

    @Test
    void relationship_goes_by_its_identifier_until_it_goes_with_an_end() throws Exception {
        // Given
        storePeople();
        String ends = "{\"from\":{\"type\":\"patient\",\"id\":\"pat-1\"},\"to\":{\"type\":\"doctor\",\"id\":\"doc-1\"}";
        String seenBy = SOURCE + "/relationships/seenBy";
        client.post(seenBy, ends + "," + GIVEN.substring(1));
        client.call("PATCH", seenBy + "/pat-1.doc-1", "[{\"path\":\"/note\",\"value\":\"new\"}]");
        String path = PartitionPaths.relationship("clinic-north", "seenBy", MRN);

        // Then
        assertThat(client.get(path).json().path("id").asText()).isEqualTo("pat-1.doc-1");

        // When
        client.delete(SOURCE + "/resources/doctor/doc-1");
        client.put(SOURCE + "/resources/doctor/doc-1", "{\"data\":{}}");
        client.post(seenBy, ends + "}");

        // Then
        assertThat(client.get(path).status()).isEqualTo(404);
    }

    /** The id of the patient that goes by this notation; empty for none. */
    private String found(String notation) throws Exception {
        return client.get(PartitionPaths.resource("clinic-north", "patient", notation))
                .json()
                .path("id")
                .asText();
    }
}
