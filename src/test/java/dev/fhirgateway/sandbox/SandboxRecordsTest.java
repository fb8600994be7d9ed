package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.MovableClock;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.WriteReply;
import dev.fhirgateway.registry.WriteStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SandboxRecordsTest extends SandboxCase {
    @Test
    void first_put_creates_and_second_replaces_data_and_contained() throws Exception {
        // Given
        String full = "{\"data\":{\"a\":1,\"b\":2},\"contained\":{\"contact\":[{\"id\":\"c1\",\"type\":\"contact\","
                + "\"data\":{}}]}}";

        // When
        RegistryClient.Reply created = client.put(RECORD, full);
        clock.move(Duration.ofMinutes(1));
        RegistryClient.Reply updated = client.put(RECORD, "{\"data\":{\"b\":3}}");

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.header("content-type")).isEqualTo("application/json");
        WriteReply reply = updated.write();
        assertThat(reply.status()).isEqualTo(WriteStatus.PERSISTED);
        assertThat(reply.taskId()).matches("s_[0-9A-Za-z]{27}");
        assertThat(reply.resource().meta().createdAt()).isEqualTo(MovableClock.START);
        assertThat(reply.resource().meta().updatedAt()).isEqualTo(MovableClock.START.plusSeconds(60));
        assertThat(reply.resource().meta().source()).isEqualTo("clinic-north");
        assertThat(reply.resource().data().toString()).isEqualTo("{\"b\":3}");
        assertThat(reply.resource().contained()).isEmpty();
        assertThat(sandbox.stored("clinic-north", "patient")).isEqualTo(1);
    }

    @Test
    void read_shows_the_bare_record_with_every_digit() throws Exception {
        // Given
        client.put(RECORD, "{\"data\":{\"weight\":1.50,\"big\":123456789012345678901234567890,\"text\":\"é\"}}");

        // When
        RegistryClient.Reply read = client.get(RECORD);

        // Then
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().path("id").asText()).isEqualTo("pat-77");
        assertThat(read.json().path("type").asText()).isEqualTo("patient");
        assertThat(read.json().has("status")).isFalse();
        assertThat(read.text())
                .contains("\"weight\":1.50", "\"big\":123456789012345678901234567890", "\"text\":\"é\"")
                .doesNotContain("contained");
    }

    @Test
    void delete_answers_without_a_record_and_leaves_none() throws Exception {
        // Given
        client.put(RECORD, "{\"data\":{}}");

        // When
        RegistryClient.Reply deleted = client.delete(RECORD);

        // Then
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.write().status()).isEqualTo(WriteStatus.PERSISTED);
        assertThat(deleted.write().resource()).isNull();
        assertThat(client.get(RECORD).error().type()).isEqualTo(ErrorType.NOT_FOUND);
        assertThat(client.delete(RECORD).status()).isEqualTo(404);
        assertThat(sandbox.stored("clinic-north", "patient")).isZero();
    }

    @Test
    void post_makes_up_an_id_unless_one_is_given() throws Exception {
        // When
        RegistryClient.Reply made = client.post(PATIENTS, "{\"data\":{}}");
        RegistryClient.Reply token = client.post(PATIENTS, "{\"id\":\"@rootId\",\"data\":{}}");
        RegistryClient.Reply given = client.post(PATIENTS, "{\"id\":\"pat-77\",\"data\":{}}");

        // Then
        assertThat(List.of(made.status(), token.status(), given.status())).containsOnly(201);
        assertThat(made.write().resource().id()).matches("[0-9A-Za-z]{27}");
        assertThat(token.write().resource().id()).matches("[0-9A-Za-z]{27}");
        assertThat(given.write().resource().id()).isEqualTo("pat-77");
        assertThat(sandbox.stored("clinic-north", "patient")).isEqualTo(3);
    }

    @Test
    void post_of_an_id_that_is_there_is_a_conflict_and_changes_nothing() throws Exception {
        // Given
        client.put(RECORD, "{\"data\":{\"a\":1}}");

        // When
        RegistryClient.Reply conflict = client.post(PATIENTS, "{\"id\":\"pat-77\",\"data\":{\"a\":2}}");

        // Then
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.error().type()).isEqualTo(ErrorType.ALREADY_EXISTS);
        assertThat(client.get(RECORD).json().path("data").path("a").asInt()).isEqualTo(1);
    }

    @Test
    void sources_and_types_are_apart() throws Exception {
        // Given
        client.put(RECORD, "{\"data\":{}}");

        // Then
        assertThat(client.get("/sources/clinic-south/v1/resources/patient/pat-77")
                        .status())
                .isEqualTo(404);
        assertThat(client.get("/sources/clinic-north/v1/resources/encounter/pat-77")
                        .status())
                .isEqualTo(404);
        assertThat(sandbox.stored("clinic-south", "patient")).isZero();
    }

    @Test
    void writes_of_one_record_at_once_create_it_once() throws Exception {
        // When
        List<CompletableFuture<Integer>> writes = IntStream.range(0, 40)
                .mapToObj(i -> client.putLater(RECORD, "{\"data\":{\"i\":" + i + "}}"))
                .toList();
        List<Integer> statuses =
                writes.stream().map(CompletableFuture::join).sorted().toList();

        // Then
        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201).hasSize(40);
    }
}
