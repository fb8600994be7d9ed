package dev.fhirgateway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteReplyTest {
    @Test
    void persisted_reply_tells_task_record_and_times() throws IOException {
        // When
        WriteReply reply = WriteReply.read(200, Golden.bytes("write-reply-persisted.json"));

        // Then
        assertThat(reply.status()).isEqualTo(WriteStatus.PERSISTED);
        assertThat(reply.taskId()).isEqualTo("s_2wil2vg5uqi08x1aet097gLW8DO");
        assertThat(reply.resource().type()).isEqualTo("patient");
        assertThat(reply.resource().meta().createdAt()).isEqualTo(Instant.parse("2024-03-01T08:00:00Z"));
        assertThat(reply.resource().meta().updatedAt()).isEqualTo(Instant.parse("2024-03-02T09:30:15.25Z"));
        assertThat(reply.resource().meta().identifier())
                .containsExactly(new Identifier(null, "source", "pat-77", "clinic-north.patient", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"write-reply-persisted.json", "write-reply-accepted.json"})
    void canonical_reply_is_written_as_it_was_read(String golden) throws IOException {
        assertThat(Golden.text(WriteReply.read(200, Golden.bytes(golden)).toJson()))
                .isEqualTo(Golden.compact(golden));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write-reply-persisted.json",
                "write-reply-accepted.json",
                "write-reply-root-shape.json",
                "write-reply-relationship.json"
            })
    void all_but_the_content_is_the_same_when_that_is_passed_over(String golden) throws IOException {
        // When
        WriteReply reply = WriteReply.readAroundContent(200, Golden.bytes(golden));

        // Then
        ObjectNode whole = WriteReply.read(200, Golden.bytes(golden)).toJson();
        if (whole.path("resource") instanceof ObjectNode record) {
            record.putObject("data");
            record.remove("contained");
            ((ObjectNode) record.path("meta")).remove("identifier");
        }
        assertThat(reply.toJson()).isEqualTo(whole);
    }

    @Test
    void accepted_reply_has_a_task_and_no_record() throws IOException {
        // When
        WriteReply reply = WriteReply.read(202, Golden.bytes("write-reply-accepted.json"));

        // Then
        assertThat(reply).isEqualTo(new WriteReply(WriteStatus.ACCEPTED, "s_2wil2vg5uqi08x1aet097gLW8DO", null));
    }

    @Test
    void record_at_the_root_counts_as_persisted_and_an_unreadable_time_as_untold() throws IOException {
        // When
        WriteReply reply = WriteReply.read(200, Golden.bytes("write-reply-root-shape.json"));

        // Then
        assertThat(reply.status()).isEqualTo(WriteStatus.PERSISTED);
        assertThat(reply.taskId()).isNull();
        assertThat(reply.resource().id()).isEqualTo("pat-77");
        assertThat(reply.resource().type()).isNull();
        assertThat(reply.resource().meta().createdAt()).isEqualTo(Instant.parse("2024-03-01T08:00:00Z"));
        assertThat(reply.resource().meta().updatedAt()).isNull();
    }

    @Test
    void record_below_relationship_is_found_and_unknown_fields_are_passed_over() throws IOException {
        // When
        WriteReply reply = WriteReply.read(201, Golden.bytes("write-reply-relationship.json"));

        // Then
        assertThat(reply.status()).isEqualTo(WriteStatus.PERSISTED);
        assertThat(reply.resource().id()).isEqualTo("pat-77.org-5");
    }

    @ParameterizedTest
    @CsvSource({
        "200, PERSISTED, '{\"resource\":{\"id\":\"ab\"}}'",
        "202, ACCEPTED, '{\"taskId\":\"2wPrtiDmeQL9TUD0dymXAjQZayG\"}'",
        "202, ACCEPTED, '{\"status\":\"accepted\",\"bulkId\":\"purge:17\"}'",
        "202, PERSISTED, '{\"status\":\"PERSISTED\"}'",
    })
    void told_status_wins_and_the_status_line_fills_in(int http, WriteStatus expected, String body) throws IOException {
        assertThat(WriteReply.read(http, body.getBytes(UTF_8)).status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Zzmarker",
                "<html>Zzmarker</html>",
                "{\"status\":\"PERSISTED\"} Zzmarker",
                "[{\"status\":\"PERSISTED\"}]",
                "\"Zzmarker\"",
                "null",
                "{}",
                "{\"status\":\"Zzmarker\"}",
                "{\"status\":\"ACCEPTED\",\"note\":\"Zzmarker\"}",
                "{\"name\":\"Zzmarker\"}",
                "{\"status\":\"PERSISTED\",\"resource\":{\"id\":\"a\",\"data\":{\"name\":\"Zzmarker\"",
                "{\"status\":\"PERSISTED\",\"resource\":{\"id\":\"a\",\"data\":{\"name\":Zzmarker}}}",
                "{\"status\":\"PERSISTED\",\"resource\":{\"id\":\"a\",\"data\":{\"name\":[\"Zzmarker\"}}}",
                "{\"status\":\"PERSISTED\",\"resource\":{\"id\":\"a\",\"data\":{}}",
                "{\"status\":\"PERSISTED\",\"resource\":{\"id\":\"a\",\"meta\":{\"identifier\":[Zzmarker]}}}",
                "{\"status\":\"PERSISTED\",\"resource\":{\"id\":\"a\",\"meta\":{\"identifier\":[\"Zzmarker}}}",
                "{\"status\":\"PERSISTED\",\"resource\":{\"id\":\"a\",\"meta\":{\"identifier\":[{]}}}",
                "{\"status\":\"PERSISTED\",\"resource\":{\"id\":\"a\",\"meta\":[Zzmarker]}}",
            })
    void body_without_a_known_shape_is_unreadable_and_never_quoted(String body) {
        assertThatThrownBy(() -> WriteReply.read(201, body.getBytes(UTF_8)))
                .isInstanceOf(UnreadableReply.class)
                .hasMessageContaining("201")
                .hasMessageNotContaining("Zzmarker")
                .hasNoCause();
        assertThatThrownBy(() -> WriteReply.readAroundContent(201, body.getBytes(UTF_8)))
                .isInstanceOf(UnreadableReply.class)
                .hasMessageContaining("201")
                .hasMessageNotContaining("Zzmarker")
                .hasNoCause();
    }

    @Test
    void accepted_reply_cannot_be_made_without_a_task() {
        assertThatNullPointerException().isThrownBy(() -> new WriteReply(WriteStatus.ACCEPTED, null, null));
    }

    @Test
    void what_a_log_could_show_holds_no_data() throws IOException {
        assertThat(WriteReply.read(200, Golden.bytes("write-reply-persisted.json")))
                .asString()
                .doesNotContain("Zzmarker", "pat-77");
    }
}
