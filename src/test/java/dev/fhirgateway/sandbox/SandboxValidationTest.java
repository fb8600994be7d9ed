package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.CatalogPaths;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.TaskStatus;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxValidationTest extends BatchCase {
    private static final String LETTER = SOURCE + "/resources/letter/let-1";

    @Override
    SandboxOptions options() {
        return super.options().withAsyncTypes(Set.of("letter"));
    }

    @BeforeEach
    void define() throws Exception {
        profile("doctor", "ROOT", "");
        profile("letter", "ROOT", "\"a\":{\"type\":\"integer\"}");
        profile("contact", "CONTAINED", "\"phone\":{\"type\":\"symbol\"}");
        put(
                CatalogPaths.profile("clinic-north", "patient"),
                "{\"type\":\"ROOT\",\"properties\":{\"a\":{\"type\":\"integer\"},\"active\":{\"type\":\"boolean\"}},"
                        + "\"contained\":{\"contact\":{\"types\":[\"contact\"],\"cardinality\":\"0:1\"}}}");
        put(
                CatalogPaths.relationshipDefinition("clinic-north", "seenBy"),
                "{\"from\":{\"profileKey\":\"patient\",\"includeKey\":\"doctors\",\"includeCardinality\":\"0:1\"},"
                        + "\"to\":{\"profileKey\":\"doctor\",\"includeKey\":\"patients\",\"includeCardinality\":\"0:*\"},"
                        + "\"properties\":{\"note\":{\"type\":\"symbol\"}}}");
        storePeople();
    }

    @Test
    void record_that_fits_is_stored_and_one_that_does_not_is_told_everything() throws Exception {
        // When
        RegistryClient.Reply good = client.put(PATIENTS + "/pat-9", "{\"data\":{\"a\":1,\"active\":true}}");
        RegistryClient.Reply bad = client.put(PATIENTS + "/pat-8", "{\"data\":{\"a\":\"Zzmarker\",\"active\":1}}");
        RegistryClient.Reply made = client.post(PATIENTS, "{\"data\":{\"a\":\"Zzmarker\"}}");

        // Then
        assertThat(good.status()).isEqualTo(201);
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.error().type()).isEqualTo(ErrorType.INVALID_ARGUMENT);
        assertThat(paths(bad.error())).containsExactlyInAnyOrder("a", "active");
        assertThat(bad.text()).doesNotContain("Zzmarker");
        assertThat(made.status()).isEqualTo(400);
        assertThat(sandbox.stored("clinic-north", "patient")).isEqualTo(3);
    }

    @Test
    void contained_write_is_held_against_the_root_as_it_would_become() throws Exception {
        // Given
        String contact = PATIENTS + "/pat-1/contact";

        // Then
        assertThat(client.put(contact + "/c1", "{\"type\":\"contact\",\"data\":{\"phone\":1}}")
                        .status())
                .isEqualTo(400);
        assertThat(client.put(contact + "/c1", "{\"type\":\"contact\",\"data\":{\"phone\":\"1\"}}")
                        .status())
                .isEqualTo(201);
        assertThat(client.post(contact, "{\"type\":\"contact\",\"data\":{}}").status())
                .isEqualTo(400);
        assertThat(client.get(PATIENTS + "/pat-1").json().at("/contained/contact"))
                .hasSize(1);
    }

    @Test
    void type_of_contained_resources_cannot_stand_alone() throws Exception {
        // Then
        assertThat(client.put(SOURCE + "/resources/contact/c1", "{\"data\":{}}").status())
                .isEqualTo(400);
    }

    @Test
    void bulk_receipt_tells_the_error_of_the_one_that_does_not_fit() throws Exception {
        // When
        String bad = upsert("patient", "pat-8").replace("\"a\":2", "\"a\":\"x\",\"b\":2");
        String bulk = SOURCE + "/resources/bulk";
        String bulkId = client.post(bulk, "{\"operations\":[" + upsert("patient", "pat-9") + "," + bad + "]}")
                .bulk()
                .bulkId();
        clock.move(DELAY);

        // Then
        TaskReply task = client.get(bulk + "/" + bulkId + "?withReceipts=true").task();
        assertThat(task.receipts()).extracting("status").containsExactly(TaskStatus.SUCCESS, TaskStatus.FAILURE);
        assertThat(paths(task.receipts().get(1).error())).containsExactlyInAnyOrder("a", "b");
        assertThat(client.get(PATIENTS + "/pat-8").status()).isEqualTo(404);
    }

    @Test
    void bundle_with_one_that_does_not_fit_leaves_no_trace() throws Exception {
        // When
        String bad = upsert("patient", "pat-8").replace("\"a\":2", "\"a\":\"x\"");
        RegistryClient.Reply reply = client.post(BUNDLE, bundle(upsert("patient", "pat-1") + "," + bad, ""));

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(client.get(PATIENTS + "/pat-1").json().at("/data/a").asInt()).isEqualTo(1);
        assertThat(client.get(PATIENTS + "/pat-8").status()).isEqualTo(404);
    }

    @Test
    void accepted_write_is_held_against_the_catalog_of_the_moment_when_it_is_done() throws Exception {
        // Given
        String taskId = client.put(LETTER, "{\"data\":{\"a\":\"x\"}}").write().taskId();
        clock.move(DELAY);

        // When
        client.put(
                CatalogPaths.profile("clinic-north", "letter"),
                "{\"type\":\"ROOT\",\"properties\":{\"a\":{\"type\":\"symbol\"}}}");

        // Then
        assertThat(client.get(SOURCE + "/tasks/" + taskId).task().status()).isEqualTo(TaskStatus.FAILURE);
        assertThat(client.get(LETTER).status()).isEqualTo(404);
    }

    @Test
    void relationship_beyond_its_cardinality_is_refused() throws Exception {
        // Given
        client.put(SOURCE + "/resources/doctor/doc-2", "{\"data\":{}}");

        // Then
        assertThat(relate("pat-1", "doc-1", "\"Zzmarker\"").status()).isEqualTo(201);
        RegistryClient.Reply second = relate("pat-1", "doc-2", "\"Zzmarker\"");
        assertThat(second.status()).isEqualTo(400);
        assertThat(paths(second.error())).containsExactly("from");
        assertThat(relate("pat-2", "doc-1", "\"Zzmarker\"").status()).isEqualTo(201);
        assertThat(related(seenBy("upsert", "pat-1", "doc-1"), seenBy("create", "pat-2", "doc-2"))
                        .receipts())
                .extracting("status")
                .containsExactly(TaskStatus.SUCCESS, TaskStatus.FAILURE);
        client.delete(SOURCE + "/relationships/seenBy/pat-1.doc-1");
        assertThat(relate("pat-1", "doc-2", "\"Zzmarker\"").status()).isEqualTo(201);
    }

    @Test
    void relationship_and_its_change_are_held_against_the_definition() throws Exception {
        // Given
        String path = SOURCE + "/relationships/seenBy/pat-1.doc-1";

        // When
        RegistryClient.Reply wrong = relate("pat-1", "doc-1", "1");
        relate("pat-1", "doc-1", "\"Zzmarker\"");
        RegistryClient.Reply changed = client.patch(path, "[{\"path\":\"/note\",\"value\":1}]");

        // Then
        assertThat(paths(wrong.error())).containsExactly("note");
        assertThat(changed.status()).isEqualTo(400);
        assertThat(client.get(path).json().at("/data/note").asText()).isEqualTo("Zzmarker");
    }

    private RegistryClient.Reply relate(String patient, String doctor, String note) throws Exception {
        return client.post(
                SOURCE + "/relationships/seenBy",
                "{\"from\":{\"type\":\"patient\",\"id\":\"" + patient + "\"},\"to\":{\"type\":\"doctor\",\"id\":\""
                        + doctor + "\"},\"data\":{\"note\":" + note + "}}");
    }

    private void profile(String key, String type, String properties) throws Exception {
        put(
                CatalogPaths.profile("clinic-north", key),
                "{\"type\":\"" + type + "\",\"properties\":{" + properties + "}}");
    }

    private void put(String path, String body) throws Exception {
        assertThat(client.put(path, body).status()).as(path).isEqualTo(201);
    }

    /** Where something is wrong, of each detail. */
    private static List<String> paths(RegistryError error) {
        return error.details().stream().map(one -> one.message().split(":")[0]).toList();
    }
}
