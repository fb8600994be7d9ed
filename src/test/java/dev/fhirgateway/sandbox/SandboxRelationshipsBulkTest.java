package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxRelationshipsBulkTest extends BatchCase {
    @BeforeEach
    void people() throws Exception {
        storePeople();
    }

    @Test
    void operations_are_done_in_order_and_receipts_name_relationships() throws Exception {
        // When
        TaskReply task = related(
                seenBy("create", "pat-1", "doc-1"),
                seenBy("create", "pat-1", "doc-1"),
                seenBy("upsert", "pat-1", "doc-1"),
                seenBy("upsert", "pat-2", "doc-1"),
                delete("seenBy", "pat-2,doc-1"),
                delete("seenBy", "pat-2.doc-1"));

        // Then
        assertThat(task.status()).isEqualTo(TaskStatus.FAILURE);
        assertThat(task.receipts())
                .extracting(receipt ->
                        receipt.error() == null ? null : receipt.error().type())
                .containsExactly(null, ErrorType.ALREADY_EXISTS, null, null, null, ErrorType.NOT_FOUND);
        assertThat(task.receipts().get(4).id()).isEqualTo("pat-2.doc-1");
        assertThat(task.receipts()).allMatch(receipt -> receipt.targetType() == Receipt.TargetType.RELATIONSHIP);
        assertThat(purged("relationships", "seenBy").deletedCount()).isEqualTo(1);
    }

    @Test
    void relationship_without_an_end_fails_alone() throws Exception {
        // When
        TaskReply task = related(seenBy("upsert", "nobody", "doc-1"), seenBy("upsert", "pat-1", "doc-1"));

        // Then
        assertThat(task.receipts().get(0).error().type()).isEqualTo(ErrorType.FAILED_PRECONDITION);
        assertThat(task.receipts().get(1).status()).isEqualTo(TaskStatus.SUCCESS);
    }

    @Test
    void bad_metadata_and_the_reserved_type_fail_alone() throws Exception {
        // When
        TaskReply task = related(
                seenBy("create", "pat-1", "doc-1")
                        .replace("\"data\"", "\"meta\":{\"updatedAt\":\"2020-01-01T00:00:00Z\"},\"data\""),
                seenBy("create", "pat-1", "doc-1").replace("seenBy", "bulk"));

        // Then
        assertThat(task.receipts())
                .allSatisfy(receipt -> assertThat(receipt.error().type()).isEqualTo(ErrorType.INVALID_ARGUMENT));
    }

    @Test
    void malformed_request_is_refused_with_the_place() throws Exception {
        // When
        RegistryClient.Reply reply = client.post(
                RELATIONSHIPS_BULK,
                "{\"operations\":[" + delete("seenBy", "Zzmarker") + "," + delete("", "a.b") + "]}");

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().details())
                .extracting(detail -> detail.message())
                .containsExactly(
                        "operations[0].delete.id: is no id of a relationship", "operations[1].delete.type: is empty");
        assertThat(reply.text()).doesNotContain("Zzmarker");
    }

    @Test
    void status_page_knows_bulk_requests_on_relationships_only() throws Exception {
        // Given
        String ofResources = client.post(
                        SOURCE + "/resources/bulk", "{\"operations\":[" + upsert("patient", "pat-1") + "]}")
                .bulk()
                .bulkId();

        // Then
        assertThat(client.get(RELATIONSHIPS_BULK + "/" + ofResources).status()).isEqualTo(404);
        assertThat(client.get(SOURCE + "/resources/bulk/" + ofResources).status())
                .isEqualTo(200);
    }
}
