package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.RegistryError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxIdsTest extends SandboxCase {
    @ParameterizedTest
    @ValueSource(strings = {"1", "_a", "a.b", "a%20b", "a%2Fb", "%C3%A9%C3%A9", "@rootId"})
    void id_of_another_form_is_refused_by_every_method(String id) throws Exception {
        assertThat(client.put(PATIENTS + "/" + id, "{\"data\":{}}").status()).isEqualTo(400);
        assertThat(client.get(PATIENTS + "/" + id).error().details())
                .extracting(RegistryError::message)
                .containsExactly("id: does not match ^[a-zA-Z0-9-][\\w-]{1,92}$");
        assertThat(client.delete(PATIENTS + "/" + id).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pa%2Ftient", "_patient", "pa.tient", "pa%20tient"})
    void type_of_another_form_is_refused_as_no_profile_could_have_it(String type) throws Exception {
        // Given
        String path = "/sources/clinic-north/v1/resources/" + type;
        String ends =
                "{\"from\":{\"type\":\"patient\",\"id\":\"pat-1\"},\"to\":{\"type\":\"patient\",\"id\":\"pat-2\"}}";

        // Then
        assertThat(client.put(path + "/pat-1", "{\"data\":{}}").error().details())
                .extracting(RegistryError::message)
                .containsExactly("type: does not match ^[a-zA-Z0-9-][\\w-]{0,61}$");
        assertThat(client.post(path, "{\"data\":{}}").status()).isEqualTo(400);
        assertThat(client.post(path.replace("resources", "relationships"), ends)
                        .error()
                        .details())
                .extracting(RegistryError::message)
                .containsExactly("type: does not match ^[a-zA-Z0-9-][\\w-]{0,61}$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a.b\"", "17", "\"\""})
    void id_of_another_form_is_refused_in_a_create(String id) throws Exception {
        assertThat(client.post(PATIENTS, "{\"data\":{},\"id\":" + id + "}").status())
                .isEqualTo(400);
    }

    @Test
    void lenient_sandbox_takes_ids_of_one_character_and_no_others() throws Exception {
        try (Sandbox lenient = Sandbox.start(SandboxOptions.defaults().withLenientIds(true))) {
            // Given
            RegistryClient lenientClient = new RegistryClient(lenient.url(), "sandbox");

            // Then
            assertThat(lenientClient.put(PATIENTS + "/1", "{\"data\":{}}").status())
                    .isEqualTo(201);
            assertThat(lenientClient.put(PATIENTS + "/_", "{\"data\":{}}").status())
                    .isEqualTo(400);
            assertThat(lenientClient.put(PATIENTS + "/a.b", "{\"data\":{}}").status())
                    .isEqualTo(400);
        }
    }
}
