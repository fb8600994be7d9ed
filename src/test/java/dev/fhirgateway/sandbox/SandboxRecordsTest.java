package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.WriteReply;
import dev.fhirgateway.registry.WriteStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxRecordsTest {
    private static final String PATIENTS = "/sources/clinic-north/v1/resources/patient";
    private static final String RECORD = PATIENTS + "/pat-77";

    private final MovableClock clock = new MovableClock();
    private Sandbox sandbox;
    private RegistryClient client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults().withClock(clock));
        client = new RegistryClient(sandbox.url(), "sandbox");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

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
    void listing_pages_through_sorted_ids_and_says_that_it_is_an_extra() throws Exception {
        // Given
        for (String id : List.of("p3", "p1", "p2")) {
            client.put(PATIENTS + "/" + id, "{\"data\":{}}");
        }

        // Then
        assertThat(client.get(PATIENTS).text())
                .isEqualTo("{\"sandboxExtra\":true,\"count\":3,\"page\":0,\"perPage\":100,"
                        + "\"ids\":[\"p1\",\"p2\",\"p3\"]}");
        assertThat(client.get(PATIENTS + "?page=1&perPage=2").text())
                .isEqualTo("{\"sandboxExtra\":true,\"count\":3,\"page\":1,\"perPage\":2,\"ids\":[\"p3\"]}");
        assertThat(client.get(PATIENTS + "?page=-1&perPage=x").error().summary())
                .contains("page: is not a number from 0", "perPage: is not a number from 1 to 1000");
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

    @Test
    void calls_are_told_in_order_with_their_bodies() throws IOException, InterruptedException {
        // Given
        client.put(RECORD, "{\"data\":{\"name\":\"Zzmarker\"}}");
        clock.move(Duration.ofSeconds(1));
        client.get(RECORD + "?x=y");

        // When
        List<ReceivedCall> received = sandbox.received();

        // Then
        assertThat(received).extracting(ReceivedCall::number).containsExactly(1, 2);
        assertThat(received).extracting(ReceivedCall::method).containsExactly("PUT", "GET");
        assertThat(received).extracting(ReceivedCall::path).containsOnly(RECORD);
        assertThat(received)
                .extracting(ReceivedCall::bodyText)
                .containsExactly("{\"data\":{\"name\":\"Zzmarker\"}}", "");
        assertThat(received)
                .extracting(ReceivedCall::time)
                .containsExactly(MovableClock.START, MovableClock.START.plusSeconds(1));
        assertThat(received.toString()).doesNotContain("Zzmarker");
    }
}
