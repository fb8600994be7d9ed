package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.MovableClock;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.registry.TaskReply;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxRelationshipPatchTest extends RelationshipCase {
    private static final String PATH = path("prac-1.clinic-9");

    @BeforeEach
    void storeARelationship() throws Exception {
        create("{\"hours\":10,\"role\":\"Zzmarker\"}");
    }

    @Test
    void patch_changes_the_data_and_the_time_of_it() throws Exception {
        // Given
        clock.move(Duration.ofMinutes(1));

        // When
        RegistryClient.Reply patched = client.patch(
                path("practitioner.prac-1,clinic.clinic-9"),
                "[{\"op\":\"replace\",\"path\":\"/hours\",\"value\":37.50},{\"op\":\"remove\",\"path\":\"/role\"},"
                        + "{\"path\":\"/ward\",\"value\":\"east\"}]");

        // Then
        assertThat(patched.status()).isEqualTo(200);
        Relationship stored = patched.relationship().relationship();
        assertThat(stored.data()).hasToString("{\"hours\":37.50,\"ward\":\"east\"}");
        assertThat(stored.meta().createdAt()).isEqualTo(MovableClock.START);
        assertThat(stored.meta().updatedAt()).isEqualTo(MovableClock.START.plusSeconds(60));
        assertThat(client.get(PATH).json().path("data")).isEqualTo(stored.data());
    }

    @Test
    void patch_is_an_upsert_of_a_relationship_in_its_receipt() throws Exception {
        // Given
        String taskId = client.patch(PATH, "[]").relationship().taskId();

        // When
        TaskReply task = client.get("/sources/clinic-north/v1/tasks/" + taskId + "?withReceipts=true")
                .task();

        // Then
        assertThat(task.receipts().get(0).toJson().toString())
                .contains("\"action\":\"UPSERT\"", "\"targetType\":\"RELATIONSHIP\"", "\"type\":\"works-at\"");
        assertThat(task.receipts().get(0).id()).isEqualTo("prac-1.clinic-9");
    }

    @Test
    void patch_that_cannot_be_carried_out_tells_every_reason_and_changes_nothing() throws Exception {
        // When
        RegistryClient.Reply refused = client.patch(
                PATH,
                "[{\"op\":\"replace\",\"path\":\"/hours\",\"value\":1},{\"op\":\"remove\",\"path\":\"/nothing\"},"
                        + "{\"op\":\"add\",\"path\":\"/no/where\",\"value\":1}]");

        // Then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error().details())
                .extracting("message")
                .containsExactly("[1].path: leads to nothing", "[2].path: leads into nothing");
        assertThat(client.get(PATH).json().at("/data/hours").asInt()).isEqualTo(10);
    }

    @Test
    void patch_that_cannot_be_read_tells_every_reason() throws Exception {
        // When
        RegistryClient.Reply refused = client.patch(
                PATH,
                "[{\"op\":\"move\",\"path\":\"/a\",\"from\":\"/b\",\"value\":1},{\"path\":\"hours\",\"value\":1},"
                        + "{\"op\":\"add\",\"path\":\"/a\"}]");

        // Then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error().type()).isEqualTo(ErrorType.INVALID_ARGUMENT);
        assertThat(refused.error().details())
                .extracting("message")
                .containsExactlyInAnyOrder(
                        "[0].from: is not a property of this request",
                        "[0].op: is not one of add, remove, replace",
                        "[1].path: does not start with a slash",
                        "[2].value: is required to add");
        assertThat(client.patch(PATH, "{\"op\":\"add\"}").text()).contains("body: is not an array");
        assertThat(client.patch(PATH, "[").text()).contains("body: is not JSON");
    }

    @Test
    void patch_of_what_is_not_there_is_not_found() throws Exception {
        // Then
        assertThat(client.patch(path("a1.b1"), "[]").error().type()).isEqualTo(ErrorType.NOT_FOUND);
        assertThat(client.patch(path("a1"), "[]").error().type()).isEqualTo(ErrorType.INVALID_ARGUMENT);
    }
}
