package dev.fhirgateway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurgeTest {
    @ParameterizedTest
    @EnumSource
    void request_is_written_in_lower_case_and_read_back(CollectionType type) {
        // Given
        PurgeRequest request = new PurgeRequest(type, "clinic");

        // Then
        assertThat(request.toJson().path("collectionType").textValue()).isIn("resources", "relationships", "objects");
        assertThat(PurgeRequest.read(request.toJson())).isEqualTo(new Reading.Sound<>(request));
    }

    @Test
    void all_that_is_wrong_with_a_request_is_told_at_once() {
        assertThat(PurgeRequest.read(Golden.quoted("{'collectionType':'all'}")).problems())
                .containsExactly(
                        new Problem("collectionType", "is not one of resources, relationships, objects"),
                        new Problem("collectionKey", "is required"));
    }

    @Test
    void reply_is_read_whole_and_written_as_it_was() throws IOException {
        // When
        PurgeReply reply = PurgeReply.read(202, Golden.bytes("purge-reply.json"));

        // Then
        assertThat(reply.purgeOperation().status()).isEqualTo(TaskStatus.PENDING);
        assertThat(reply.purgeOperation().deletedCount()).isNull();
        assertThat(Golden.text(reply.toJson())).isEqualTo(Golden.compact("purge-reply.json"));
    }

    @Test
    void operation_is_read_whole_and_written_as_it_was() throws IOException {
        // When
        PurgeOperation operation = PurgeOperation.read(200, Golden.bytes("purge-operation.json"));

        // Then
        assertThat(operation.collectionType()).isEqualTo(CollectionType.RELATIONSHIPS);
        assertThat(operation.deletedCount()).isEqualTo(5_000_000_000L);
        assertThat(Golden.text(operation.toJson())).isEqualTo(Golden.compact("purge-operation.json"));
    }

    @Test
    void operation_with_the_older_id_alone_and_words_we_do_not_know_is_understood() throws IOException {
        // Given
        String body = "{\"purgeId\":\"purge:17\",\"status\":\"SUCCESS\",\"collectionType\":\"maps\",\"new\":{}}";

        // When
        PurgeOperation operation = PurgeOperation.read(200, body.getBytes(UTF_8));

        // Then
        assertThat(operation.taskId()).isEqualTo("purge:17");
        assertThat(operation.collectionType()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"purgeId\":\"17\"}",
                "{\"status\":\"SUCCESS\"}",
                "{\"taskId\":\"17\",\"status\":\"?\"}"
            })
    void operation_without_id_or_status_is_unreadable(String body) {
        assertThatThrownBy(() -> PurgeOperation.read(200, body.getBytes(UTF_8))).isInstanceOf(UnreadableReply.class);
    }

    @Test
    void reply_that_names_no_task_is_unreadable() {
        assertThatThrownBy(() -> PurgeReply.read(200, "{\"status\":\"PERSISTED\"}".getBytes(UTF_8)))
                .isInstanceOf(UnreadableReply.class);
    }
}
