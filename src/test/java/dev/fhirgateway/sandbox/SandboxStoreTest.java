package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@OnFile
class SandboxStoreTest extends BatchCase {
    private static final String SEEN_BY = SOURCE + "/relationships/seenBy";
    private static final String TASKS = SOURCE + "/tasks/";

    @Override
    SandboxOptions options() {
        return super.options().withAsyncTypes(Set.of("visit")).withTaskDelay(DELAY);
    }

    @Test
    void records_relationships_and_catalog_are_there_after_a_restart() throws Exception {
        // Given
        client.put(SOURCE + "/profiles/clinic", "{\"type\":\"ROOT\",\"properties\":{\"name\":{\"type\":\"symbol\"}}}");
        storePeople();
        client.post(
                SEEN_BY,
                "{\"from\":{\"type\":\"patient\",\"id\":\"pat-1\"},"
                        + "\"to\":{\"type\":\"doctor\",\"id\":\"doc-1\"},\"data\":{\"weight\":1.50}}");
        List<String> paths = List.of(
                PATIENTS + "/pat-1",
                PATIENTS,
                SEEN_BY + "/pat-1.doc-1",
                SOURCE + "/profiles/clinic",
                "/catalog/v1/sources",
                "/partitions/clinic-north/v1/collections/patient/resources/pat-2");
        List<JsonNode> before = read(paths);

        // When
        restart();

        // Then
        assertThat(read(paths)).isEqualTo(before);
        assertThat(client.get(SEEN_BY + "/pat-1.doc-1").text()).contains("1.50");
        assertThat(client.put(SOURCE + "/resources/clinic/clinic-9", "{\"data\":{\"name\":7}}")
                        .status())
                .isEqualTo(400);
        assertThat(client.delete(PATIENTS + "/pat-1").status()).isEqualTo(200);
        assertThat(client.get(SEEN_BY + "/pat-1.doc-1").status()).isEqualTo(404);
    }

    @Test
    void reset_empties_the_file_but_for_the_catalog() throws Exception {
        // Given
        storePeople();
        client.put(SOURCE + "/profiles/clinic", "{\"type\":\"ROOT\",\"properties\":{}}");
        String bulkId = bulk(upsert("patient", "pat-3"));

        // When
        client.post("/sandbox/reset", "");
        restart();
        clock.move(DELAY);

        // Then
        assertThat(client.get("/sandbox/state").json().path("records")).isEmpty();
        assertThat(client.get(TASKS + bulkId).status()).isEqualTo(404);
        assertThat(client.get(SOURCE + "/profiles/clinic").status()).isEqualTo(200);
    }

    private String bulk(String... operations) throws Exception {
        return client.post(SOURCE + "/resources/bulk", "{\"operations\":[" + String.join(",", operations) + "]}")
                .bulk()
                .taskId();
    }

    private List<JsonNode> read(List<String> paths) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        for (String path : paths) {
            found.add(client.get(path).json());
        }
        return found;
    }
}
