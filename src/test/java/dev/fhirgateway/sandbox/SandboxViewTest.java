package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.MovableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxViewTest extends SandboxCase {
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
        RegistryClient.Reply illegal = client.get("/sources/clinic.north/v1/resources/patient");
        assertThat(illegal.status()).isEqualTo(400);
        assertThat(illegal.error().summary()).contains("sourceKey: does not match");
        assertThat(client.get("/sources/clinic-north/v1/resources/pa%2Ftient").status())
                .isEqualTo(400);
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
