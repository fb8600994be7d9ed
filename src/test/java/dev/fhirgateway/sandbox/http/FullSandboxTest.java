package dev.fhirgateway.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.MovableClock;
import dev.fhirgateway.sandbox.api.ApiKeys;
import dev.fhirgateway.sandbox.api.Behaviour;
import dev.fhirgateway.sandbox.record.Holdings;
import dev.fhirgateway.sandbox.store.MemoryStorage;
import dev.fhirgateway.sandbox.trouble.TroublesInForce;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sandbox whose memory is full says so, and still lets look and delete. */
class FullSandboxTest {
    private static final String PATIENT = "/sources/clinic-north/v1/resources/patient/p1";

    private SandboxServer server;

    @BeforeEach
    void start() {
        Holdings holdings = new Holdings(new MemoryStorage(1, 1), false, new MovableClock(), Duration.ZERO);
        server = new SandboxServer(
                holdings,
                new Behaviour(Set.of(), Duration.ZERO, false, false, false),
                new ApiKeys("sandbox", Map.of()),
                new TroublesInForce(),
                new MovableClock());
        server.listen(0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nothingMoreIsTakenUntilSomethingIsDeleted() throws Exception {
        // Given
        HttpResponse<String> first = call("PUT", PATIENT);

        // When
        HttpResponse<String> refused = call("PUT", PATIENT + "2");

        // Then
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(refused.statusCode()).isEqualTo(507);
        assertThat(refused.body()).contains("memory", "sandbox.store");
        assertThat(call("GET", PATIENT).statusCode()).isEqualTo(200);

        // When
        call("DELETE", PATIENT);

        // Then
        assertThat(call("PUT", PATIENT + "2").statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> call(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("x-clinia-api-key", "sandbox")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("PUT") ? BodyPublishers.ofString("{\"data\":{}}") : BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
