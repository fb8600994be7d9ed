package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SandboxBulkRefusalsTest extends SandboxCase {
    private static final String BULK = "/sources/clinic-north/v1/resources/bulk";
    private static final Duration DELAY = Duration.ofSeconds(2);

    @Test
    void malformed_request_is_refused_with_every_place_and_nothing_of_it_is_done() throws Exception {
        // When
        RegistryClient.Reply reply = client.post(
                BULK,
                operations(
                        upsert("pat-1"),
                        "{\"action\":\"MERGE\"}",
                        "{\"action\":\"UPSERT\",\"upsert\":{\"type\":\"patient\",\"data\":\"Zzmarker\"}}"));
        clock.move(DELAY);

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().details())
                .extracting(detail -> detail.message())
                .containsExactly(
                        "operations[1].action: is not one of CREATE, UPSERT, DELETE",
                        "operations[2].upsert.id: is required",
                        "operations[2].upsert.data: is not an object");
        assertThat(reply.text()).doesNotContain("Zzmarker");
        assertThat(sandbox.stored("clinic-north", "patient")).isZero();
        assertThat(client.post(BULK, "{\"operations\":[]}").status()).isEqualTo(400);
        assertThat(client.post(BULK, "Zzmarker").error().details().get(0).message())
                .isEqualTo("body: is not JSON");
        assertThat(client.post("/sources/_/v1/resources/bulk", operations(upsert("pat-1")))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void body_over_the_limit_is_too_large() throws Exception {
        // Given
        String tooLarge = operations(upsert("pat-1")) + " ".repeat(64 * 1024 * 1024);

        // When
        RegistryClient.Reply reply = client.post(BULK, tooLarge);

        // Then
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.error().type()).isEqualTo(ErrorType.CONTENT_TOO_LARGE);
    }

    @Test
    void status_page_knows_bulk_requests_of_its_own_source_only() throws Exception {
        // Given
        String bulkId = client.post(BULK, operations(upsert("pat-1"))).bulk().bulkId();
        String single = client.put(RECORD, "{\"data\":{}}").write().taskId();

        // Then
        assertThat(client.get("/sources/clinic-south/v1/resources/bulk/" + bulkId)
                        .status())
                .isEqualTo(404);
        assertThat(client.get(BULK + "/" + single).error().type()).isEqualTo(ErrorType.NOT_FOUND);
        assertThat(client.get("/sources/_/v1/resources/bulk/" + bulkId).status())
                .isEqualTo(400);
    }

    private static String operations(String... operations) {
        return "{\"operations\":[" + String.join(",", operations) + "]}";
    }

    private static String upsert(String id) {
        return "{\"action\":\"UPSERT\",\"upsert\":{\"id\":\"" + id + "\",\"type\":\"patient\",\"data\":{\"a\":1}}}";
    }
}
