package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fault of our own: every entry is answered, the log says where it was, and nobody is shown a stack trace. */
class InternalFaultIT {
    @TempDir
    Path config;

    private CapturedLog log;
    private GatewayUnderTest gateway;

    @BeforeEach
    void start() {
        log = CapturedLog.start();
        gateway = GatewayUnderTest.start(config);
    }

    @AfterEach
    void stop() {
        gateway.close();
        log.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "translation", "call-by-vertx", "delivery"})
    void aStageThatThrowsCostsItsEntriesAndShowsNothingOfThem(String route) throws Exception {
        // Given
        throwing(route);

        // When
        BatchAnswer answer = gateway.put(List.of(MarkedPatients.telling("one"), MarkedPatients.telling("two"))
                .toString());

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.slots()).hasSize(2).allSatisfy(slot -> assertThat(BatchAnswer.diagnostics(slot))
                .contains("an internal fault of the gateway", "a resend is safe"));
        assertThat(answer.text()).doesNotContain("Zzvalue", "Exception", "\tat ");
        assertThat(log.text()).contains("IllegalStateException");
        assertThat(log.text()).doesNotContain("Zzvalue", "Zzid", "\n\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"intake", "report"})
    void aRequestThatBreaksOutsideOfItsEntriesIsAnIncident(String route) throws Exception {
        // Given
        throwing(route);

        // When
        BatchAnswer answer = gateway.put("[" + MarkedPatients.telling("one") + "]");

        // Then
        String diagnostics = BatchAnswer.diagnostics(answer.json());
        assertThat(answer.status()).isEqualTo(500);
        assertThat(diagnostics).contains("an internal fault of the gateway, logged as incident ");
        assertThat(answer.text()).doesNotContain("Zzvalue", "Exception", "\tat ");
        assertThat(log.text()).contains(diagnostics.substring(diagnostics.lastIndexOf(' ') + 1));
        assertThat(log.text()).doesNotContain("Zzvalue", "Zzid", "\n\tat ");
    }

    private void throwing(String route) throws Exception {
        AdviceWith.adviceWith(gateway.gateway().context(), route, advice -> advice.weaveAddFirst()
                .process(exchange -> {
                    throw new IllegalStateException("Zzvalue in the message of an exception");
                }));
    }
}
