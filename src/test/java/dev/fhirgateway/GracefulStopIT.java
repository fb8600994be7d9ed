package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.Sandbox;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GracefulStopIT {
    @TempDir
    Path config;

    @Test
    void aBatchInFlightIsFinishedAndAnsweredAndNewOnesAreRefused() throws Exception {
        Gateway gateway = Ehr.gateway(config);
        Sandbox registry = Objects.requireNonNull(gateway.sandbox());
        registry.faults(FaultPlan.always(new Fault.Delay(Duration.ofSeconds(3))));
        Ehr ehr = Ehr.of(gateway);
        CompletableFuture<HttpResponse<String>> inFlight = ehr.putLater(Ehr.patient("in-flight"));
        await().until(() -> !registry.received().isEmpty());

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close);

        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(ehr.put(Ehr.patient("too-late")).statusCode())
                        .isEqualTo(503));
        HttpResponse<String> refused = ehr.put(Ehr.patient("too-late"));
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("OperationOutcome", "the gateway is stopping");
        assertThat(inFlight.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(inFlight.get().body()).contains("\"in-flight\"", "versionId");
        stopped.get(20, TimeUnit.SECONDS);
        assertThat(registry.received()).noneMatch(call -> call.path().endsWith("/too-late"));
    }

    @Test
    @Timeout(20)
    void anIdleGatewayStopsAtOnceAndFreesItsPort() throws IOException {
        Gateway gateway = Ehr.gateway(config);
        int port = gateway.url().getPort();
        long begin = System.nanoTime();

        gateway.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        PortCheck.free("127.0.0.1", port);
        gateway.close();
    }
}
