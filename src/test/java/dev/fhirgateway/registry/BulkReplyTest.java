package dev.fhirgateway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkReplyTest {
    @Test
    void reply_has_the_same_id_under_both_names() throws IOException {
        // Given
        BulkReply reply = BulkReply.accepted("bk_2wil2vg5uqi08x1aet097gLW8DO");

        // Then
        assertThat(Golden.text(reply.toJson())).isEqualTo(Golden.compact("bulk-reply.json"));
        assertThat(BulkReply.read(202, Golden.bytes("bulk-reply.json"))).isEqualTo(reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"taskId\":\"17\"}", "{\"bulkId\":\"17\",\"status\":\"ACCEPTED\"}"})
    void reply_with_the_id_under_one_name_is_understood(String body) throws IOException {
        assertThat(BulkReply.read(202, body.getBytes(UTF_8))).isEqualTo(BulkReply.accepted("17"));
    }

    @Test
    void reply_that_names_no_task_is_unreadable() {
        assertThatThrownBy(() -> BulkReply.read(200, "{\"status\":\"PERSISTED\"}".getBytes(UTF_8)))
                .isInstanceOf(UnreadableReply.class)
                .hasMessageContaining("names no task");
    }

    @Test
    void result_is_read_whole_and_written_as_it_was() throws IOException {
        // When
        BulkResult result = BulkResult.read(200, Golden.bytes("bulk-result.json"));

        // Then
        assertThat(result.status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(result.receipts()).extracting(Receipt::id).containsExactly("clin-34");
        assertThat(Golden.text(result.toJson())).isEqualTo(Golden.compact("bulk-result.json"));
    }
}
