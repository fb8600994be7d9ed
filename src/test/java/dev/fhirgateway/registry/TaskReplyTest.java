package dev.fhirgateway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskReplyTest {
    @ParameterizedTest
    @ValueSource(strings = {"task-reply-pending.json", "task-reply-failure.json"})
    void canonical_reply_is_written_as_it_was_read(String golden) throws IOException {
        assertThat(Golden.text(TaskReply.read(200, Golden.bytes(golden)).toJson()))
                .isEqualTo(Golden.compact(golden));
    }

    @Test
    void pending_receipt_has_no_end_and_tells_its_pipeline() throws IOException {
        // When
        TaskReply reply = TaskReply.read(200, Golden.bytes("task-reply-pending.json"));

        // Then
        assertThat(reply.status()).isEqualTo(TaskStatus.PENDING);
        Receipt receipt = reply.receipts().get(0);
        assertThat(receipt.receivedAt()).isEqualTo(Instant.parse("2025-05-06T11:47:51.1Z"));
        assertThat(receipt.completedAt()).isNull();
        assertThat(receipt.action()).isEqualTo(Receipt.Action.UPSERT);
        assertThat(receipt.targetType()).isEqualTo(Receipt.TargetType.RESOURCE);
        assertThat(receipt.pipelineExecution().status()).isEqualTo("IN_REVIEW");
    }

    @Test
    void failed_receipt_tells_its_error() throws IOException {
        // When
        Receipt receipt = TaskReply.read(200, Golden.bytes("task-reply-failure.json"))
                .receipts()
                .get(0);

        // Then
        assertThat(receipt.status()).isEqualTo(TaskStatus.FAILURE);
        assertThat(receipt.error().summary()).isEqualTo("ALREADY_EXISTS: there already; same ends");
        assertThat(receipt).asString().doesNotContain("there already");
    }

    @Test
    void words_we_do_not_know_in_a_receipt_are_untold() throws IOException {
        // Given
        String body = "{\"status\":\"SUCCESS\",\"receipts\":[{\"status\":\"ASLEEP\",\"action\":7,\"id\":12}]}";

        // When
        TaskReply reply = TaskReply.read(200, body.getBytes(UTF_8));

        // Then
        assertThat(reply.taskId()).isNull();
        assertThat(reply.receipts())
                .containsExactly(new Receipt(null, null, null, null, null, null, "12", null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Zzmarker", "[]", "{}", "{\"status\":\"ACCEPTED\",\"note\":\"Zzmarker\"}"})
    void reply_without_a_task_status_is_unreadable_and_never_quoted(String body) {
        assertThatThrownBy(() -> TaskReply.read(200, body.getBytes(UTF_8)))
                .isInstanceOf(UnreadableReply.class)
                .hasMessageNotContaining("Zzmarker");
    }
}
