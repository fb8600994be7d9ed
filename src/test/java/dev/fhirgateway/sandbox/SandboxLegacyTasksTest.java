package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done by a task, told in the forms from before {@code source 004}. */
class SandboxLegacyTasksTest extends BatchCase {
    private static final String KSUID = "[0-9A-Za-z]{27}";
    private static final String RESOURCES_BULK = SOURCE + "/resources/bulk";
    private static final String TASKS = SOURCE + "/tasks/";
    private static final String LONG_ID = "patient.pat-1,doctor.doc-1";

    @Override
    SandboxOptions options() {
        return super.options().withLegacy(true);
    }

    @BeforeEach
    void people() throws Exception {
        storePeople();
    }

    @Test
    void bulk_request_has_a_bare_id_everywhere_and_is_found_by_either_form() throws Exception {
        // When
        JsonNode accepted = client.post(RESOURCES_BULK, "{\"operations\":[" + upsert("patient", "pat-3") + "]}")
                .json();
        clock.move(DELAY);

        // Then
        String id = accepted.path("taskId").asText();
        assertThat(id).matches(KSUID);
        assertThat(accepted.path("bulkId").asText()).isEqualTo(id);
        for (String form : new String[] {id, "bk_" + id}) {
            TaskReply task = client.get(TASKS + form + "?withReceipts=true").task();
            assertThat(task.taskId()).isEqualTo(id);
            assertThat(task.receipts()).extracting(Receipt::taskId).containsExactly(id);
            assertThat(client.get(RESOURCES_BULK + "/" + form + "?withReceipts=true")
                            .task()
                            .receipts())
                    .isEqualTo(task.receipts());
        }
    }

    @Test
    void bundle_has_a_bare_id_and_its_operations_the_long_id_of_a_relationship() throws Exception {
        // When
        JsonNode persisted = client.post(BUNDLE, bundle(upsert("patient", "pat-1"), seenBy("create", "pat-1", "doc-1")))
                .json();

        // Then
        String id = persisted.path("taskId").asText();
        assertThat(id).matches(KSUID);
        assertThat(persisted.at("/operations/0/taskId").asText()).isEqualTo(id);
        assertThat(persisted.at("/operations/0/id").asText()).isEqualTo("pat-1");
        assertThat(persisted.at("/operations/1/id").asText()).isEqualTo(LONG_ID);
        assertThat(client.get(TASKS + "bd_" + id).task().taskId()).isEqualTo(id);
        assertThat(client.get(RESOURCES_BULK + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void bundle_that_is_accepted_has_a_bare_id_too() throws Exception {
        // When
        String id = client.callWithFault("POST", BUNDLE, bundle(upsert("patient", "pat-1"), ""), "task=on-time")
                .bundle()
                .taskId();

        // Then
        assertThat(id).matches(KSUID);
        assertThat(client.get(TASKS + id).status()).isEqualTo(200);
    }

    @Test
    void purge_begins_with_its_word_and_is_found_by_either_form() throws Exception {
        // When
        JsonNode accepted = client.post(PURGE, purge("resources", "patient")).json();
        clock.move(DELAY);

        // Then
        String id = accepted.path("taskId").asText();
        String current = id.replace("purge:", "pg_");
        assertThat(id).matches("purge:" + KSUID);
        assertThat(accepted.at("/purgeOperation/taskId").asText()).isEqualTo(id);
        assertThat(accepted.at("/purgeOperation/purgeId").asText()).isEqualTo(id);
        assertThat(client.get(PURGE + "/" + id).purge().purgeId()).isEqualTo(id);
        assertThat(client.get(PURGE + "/" + current).purge().taskId()).isEqualTo(id);
        assertThat(client.get(TASKS + id).task().taskId()).isEqualTo(id);
        assertThat(client.get(TASKS + current).task().taskId()).isEqualTo(id);
    }

    @Test
    void receipt_names_a_relationship_by_its_long_id() throws Exception {
        // Then
        assertThat(related(seenBy("create", "pat-1", "doc-1")).receipts())
                .extracting(Receipt::id)
                .containsExactly(LONG_ID);
    }

    @ParameterizedTest
    @CsvSource({"false, 'pat-1,doc-1'", "true, '" + LONG_ID + "'"})
    void receipt_of_a_relationship_that_is_gone_knows_the_types_of_its_ends_from_the_definition(
            boolean defined, String id) throws Exception {
        // Given
        if (defined) {
            client.put(
                    SOURCE + "/relationship-definitions/seenBy",
                    "{\"from\":{\"profileKey\":\"patient\",\"includeKey\":\"a\",\"cardinality\":\"0:*\"},"
                            + "\"to\":{\"profileKey\":\"doctor\",\"includeKey\":\"b\",\"cardinality\":\"0:*\"}}");
        }
        related(seenBy("create", "pat-1", "doc-1"));

        // When
        TaskReply deleted = related(delete("seenBy", LONG_ID));

        // Then
        assertThat(deleted.receipts()).extracting(Receipt::id).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bk_", "bd_", "pg_", "s_", "", "purge:"})
    void id_of_no_task_is_not_found_in_any_form(String prefix) throws Exception {
        assertThat(client.get(TASKS + prefix + "2wPrtiDmeQL9TUD0dymXAjQZayG").status())
                .isEqualTo(404);
    }
}
