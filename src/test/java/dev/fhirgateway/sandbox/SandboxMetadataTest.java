package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.MovableClock;
import dev.fhirgateway.registry.WriteReply;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SandboxMetadataTest extends SandboxCase {
    @Test
    void dates_and_identifiers_of_a_client_count_on_create_only() throws Exception {
        // Given
        String imported = "{\"data\":{},\"meta\":{\"createdAt\":\"2020-01-01T00:00:00.0000Z\","
                + "\"updatedAt\":\"2021-01-01T00:00:00Z\",\"identifier\":[{\"system\":\"source\",\"value\":\"pat-77\","
                + "\"use\":\"clinic-north.patient\",\"period\":{\"start\":\"2020\"}}]}}";
        String later = imported.replace("2020-01", "2010-01").replace("pat-77", "other");

        // When
        WriteReply created = client.put(RECORD, imported).write();
        WriteReply updated = client.put(RECORD, later).write();

        // Then
        assertThat(created.resource().meta().createdAt()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(created.resource().meta().updatedAt()).isEqualTo(Instant.parse("2021-01-01T00:00:00Z"));
        assertThat(updated.resource().meta().createdAt()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(updated.resource().meta().updatedAt()).isEqualTo(MovableClock.START);
        assertThat(updated.resource().meta().identifier())
                .isEqualTo(created.resource().meta().identifier())
                .singleElement()
                .satisfies(identifier -> {
                    assertThat(identifier.system()).isEqualTo("source");
                    assertThat(identifier.value()).isEqualTo("pat-77");
                    assertThat(identifier.use()).isEqualTo("clinic-north.patient");
                    assertThat(identifier.period().start()).isEqualTo("2020");
                });
    }

    @Test
    void update_is_never_older_than_a_creation_within_the_skew() throws Exception {
        // Given
        String ahead = MovableClock.START.plusSeconds(4).toString();

        // When
        WriteReply created = client.put(RECORD, "{\"data\":{},\"meta\":{\"createdAt\":\"" + ahead + "\"}}")
                .write();

        // Then
        assertThat(created.resource().meta().updatedAt())
                .isEqualTo(created.resource().meta().createdAt());
    }
}
