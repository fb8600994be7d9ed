package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxKeysTest extends SandboxCase {
    @Override
    SandboxOptions options() {
        return super.options().withSourceApiKeys(Map.of("clinic-north", "key-n", "clinic-south", "key-s"));
    }

    @ParameterizedTest
    @CsvSource({
        "key-n,   /sources/clinic-north/v1/resources/patient/pat-77",
        "key-n,   /sources/clinic%2Dnorth/v1/resources/patient/pat-77",
        "key-n,   /partitions/clinic-north/v1/collections/patient/resources/pat-77",
        "sandbox, /sources/clinic-north/v1/resources/patient/pat-77",
        "sandbox, /partitions/search/v1/collections/patient/resources/pat-77",
    })
    void key_that_is_good_for_the_path_opens_it(String key, String path) throws Exception {
        // Given
        client.put(RECORD, "{\"data\":{}}");

        // When
        RegistryClient.Reply reply = new RegistryClient(sandbox.url(), key).get(path);

        // Then
        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "key-s, 403, PERMISSION_DENIED, /sources/clinic-north/v1/resources/patient/pat-77",
        "key-s, 403, PERMISSION_DENIED, /sources/clinic-north/v1/tasks/s_1",
        "key-s, 403, PERMISSION_DENIED, /sources/clinic-west/v1/relationships/works-at/a1.b1",
        "key-s, 403, PERMISSION_DENIED, /partitions/clinic-north/v1/collections/patient/resources/pat-77",
        "key-s, 403, PERMISSION_DENIED, /partitions/search/v1/relationships/works-at/a1.b1",
        "key-x, 401, UNAUTHENTICATED,   /sources/clinic-north/v1/resources/patient/pat-77",
        "key-x, 401, UNAUTHENTICATED,   /partitions/search/v1/relationships/works-at/a1.b1",
        ",      401, UNAUTHENTICATED,   /sources/clinic-north/v1/resources/patient/pat-77",
        ",      401, UNAUTHENTICATED,   /partitions/search/v1/relationships/works-at/a1.b1",
    })
    void key_of_another_source_is_denied_and_any_other_is_unknown(String key, int status, ErrorType type, String path)
            throws Exception {
        // When
        RegistryClient.Reply reply = new RegistryClient(sandbox.url(), key).get(path);

        // Then
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.error().type()).isEqualTo(type);
        assertThat(reply.error().code()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"PUT", "DELETE"})
    void write_with_the_key_of_another_source_changes_nothing(String method) throws Exception {
        // Given
        client.put(RECORD, "{\"data\":{\"a\":1}}");

        // When
        new RegistryClient(sandbox.url(), "key-s").call(method, RECORD, "{\"data\":{}}");

        // Then
        assertThat(client.get(RECORD).json().at("/data/a").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"key-s, 404", "sandbox, 404"})
    void partition_of_a_source_that_holds_nothing_shows_nothing(String key, int status) throws Exception {
        // Given
        client.put(RECORD, "{\"data\":{}}");

        // When
        RegistryClient.Reply reply = new RegistryClient(sandbox.url(), key)
                .get("/partitions/clinic-south/v1/collections/patient/resources/pat-77");

        // Then
        assertThat(reply.status()).isEqualTo(status);
    }
}
