package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A success that cannot be believed is an answer that was lost: the record itself is asked what became of it. */
class DisbelievedAnswersIT {
    private static final String JSON = "application/json";

    @TempDir
    static Path config;

    private static BytesRegistry registry;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() throws IOException {
        registry = new BytesRegistry();
        gateway = GatewayUnderTest.before(config, registry.url(), "gateway.registry.read-timeout=1s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        registry.close();
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                Arguments.of("a-page", HttpBytes.answer(200, "text/html", "<html>Zzanswer</html>")),
                Arguments.of("half-json", HttpBytes.answer(201, JSON, "{\"status\":\"PERSISTED\",\"resource\":{\"Zz")),
                Arguments.of("no-status", HttpBytes.answer(200, JSON, "{\"note\":\"Zzanswer\"}")),
                Arguments.of("no-task", HttpBytes.answer(202, JSON, "{\"status\":\"ACCEPTED\"}")),
                Arguments.of("too-long", HttpBytes.of(HttpBytes.head(201, "Content-Length: 1000") + "{}")),
                Arguments.of("another-id", HttpBytes.answer(201, JSON, persisted("Zzother"))));
    }

    private static String persisted(String id) {
        return "{\"status\":\"PERSISTED\",\"taskId\":\"t\",\"resource\":{\"id\":\"" + id + "\",\"data\":{}}}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    void whatWasStoredIsReadBackAndNotSentAgain(String name, byte[] answer) throws Exception {
        // Given
        String id = "stored-" + name;
        registry.goBy(Scripts.first(id, (call, itself, out) -> {
            itself.store(call);
            out.write(answer);
            return true;
        }));

        // When
        BatchAnswer told = gateway.put(MarkedPatients.batch(List.of(id)));

        // Then
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.ids()).containsExactly(id);
        assertThat(registry.callsTo(id)).containsExactly("PUT", "GET");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    void whatWasNotStoredIsSentAgain(String name, byte[] answer) throws Exception {
        // Given
        String id = "not-stored-" + name;
        registry.goBy(Scripts.first(id, Scripts.saying(answer)));

        // When
        BatchAnswer told = gateway.put(MarkedPatients.batch(List.of(id)));

        // Then
        assertThat(told.status()).isEqualTo(200);
        assertThat(registry.callsTo(id)).containsExactly("PUT", "GET", "PUT");
        assertThat(registry.has(id)).isTrue();
    }

    @Test
    void whatIsThereButIsNotWhatWasSentIsSentAgain() throws Exception {
        // Given: an earlier version of the record, and a write that is lost
        String id = "earlier-version";
        registry.goBy(BytesRegistry.DECENT);
        gateway.put("[{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"active\":false}]");
        registry.goBy(Scripts.first(id, Scripts.saying(HttpBytes.answer(200, "text/html", "<html>"))));

        // When
        BatchAnswer told = gateway.put(MarkedPatients.batch(List.of(id)));

        // Then
        assertThat(told.status()).isEqualTo(200);
        assertThat(registry.callsTo(id)).containsExactly("PUT", "GET", "PUT");
    }

    @Test
    void anotherIdThanWasSentIsNotBelieved() throws Exception {
        // Given
        registry.goBy(Scripts.always("mistaken", Scripts.saying(HttpBytes.answer(201, JSON, persisted("Zzother")))));

        // When
        BatchAnswer told = gateway.put(MarkedPatients.batch(List.of("mistaken")));

        // Then
        assertThat(BatchAnswer.blame(told.slots().get(0))).isEqualTo("outcome-unknown");
        assertThat(told.text()).doesNotContain("Zzother");
    }
}
