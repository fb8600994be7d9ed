package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A registry, or what stands in its place, that answers nonsense for one record, however often it is asked: it is never
 * believed, never followed and never quoted, and the entries beside it are none the worse.
 */
class NonsenseIT {
    private static final String JSON = "application/json";

    @TempDir
    static Path config;

    private static BytesRegistry registry;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() throws IOException {
        registry = new BytesRegistry();
        gateway = GatewayUnderTest.before(
                config,
                registry.url(),
                "gateway.registry.read-timeout=500ms",
                "gateway.delivery.concurrency=1"); // so that the calls follow each other on one connection
    }

    @AfterAll
    static void stop() {
        gateway.close();
        registry.close();
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                Arguments.of(
                        "a-page", HttpBytes.answer(200, "text/html", "<html><b>Zzanswer, please log in</b></html>")),
                Arguments.of("nothing", HttpBytes.answer(200, JSON, "")),
                Arguments.of("a-list", HttpBytes.answer(200, JSON, "[]")),
                Arguments.of(
                        "half-json",
                        HttpBytes.answer(201, JSON, "{\"status\":\"PERSISTED\",\"resource\":{\"Zzanswer\":")),
                Arguments.of("no-status", HttpBytes.answer(200, JSON, "{\"note\":\"Zzanswer\"}")),
                Arguments.of("unknown-status", HttpBytes.answer(200, JSON, "{\"status\":\"Zzanswer\"}")),
                Arguments.of("no-task", HttpBytes.answer(202, JSON, "{\"status\":\"ACCEPTED\",\"note\":\"Zzanswer\"}")),
                Arguments.of("no-http", HttpBytes.of("SSH-2.0-Zzanswer\r\n")),
                Arguments.of(
                        "too-long",
                        HttpBytes.of(HttpBytes.head(201, "Content-Length: 1000") + "{\"note\":\"Zzanswer\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    void aSuccessThatMakesNoSenseIsNotBelieved(String name, byte[] answer) throws Exception {
        // Given
        List<String> ids = MarkedPatients.ids(name, 3);
        registry.goBy((call, itself, out) -> {
            if (call.path().endsWith("/" + ids.get(1))) {
                out.write(answer);
                return true;
            }
            return false;
        });

        // When
        BatchAnswer told = gateway.put(MarkedPatients.batch(ids));

        // Then
        assertThat(told.status()).isEqualTo(207);
        assertThat(told.ids()).containsExactly(ids.get(0), "", ids.get(2));
        assertThat(BatchAnswer.blame(told.slots().get(1))).isEqualTo("outcome-unknown");
        assertThat(BatchAnswer.diagnostics(told.slots().get(1))).contains("a resend is safe");
        assertThat(told.text()).doesNotContain("Zzanswer");
        assertThat(registry.callsTo(ids.get(1)))
                .filteredOn("PUT"::equals)
                .as("tried until the tries are used up, and no more")
                .hasSizeBetween(1, GatewayUnderTest.TRIES);
        assertThat(registry.has(ids.get(0))).isTrue();
        assertThat(registry.has(ids.get(2))).isTrue();
    }

    @Test
    void whatIsLeftOfAnAnswerIsNotTakenForTheNextOne() throws Exception {
        // Given: an answer that is longer than it says, once
        List<String> ids = MarkedPatients.ids("too-short", 3);
        AtomicBoolean said = new AtomicBoolean();
        registry.goBy((call, itself, out) -> {
            if (said.getAndSet(true)) {
                return false;
            }
            out.write(HttpBytes.of(HttpBytes.head(201, "Content-Length: 9") + "{\"status\":\"PERSISTED\"}"));
            return true;
        });

        // When
        BatchAnswer told = gateway.put(MarkedPatients.batch(ids));

        // Then
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.ids()).containsExactlyElementsOf(ids);
        assertThat(ids).allMatch(registry::has);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void nobodyIsFollowedToAnotherHost(int status) throws Exception {
        try (BytesRegistry other = new BytesRegistry()) {
            // Given
            List<String> ids = MarkedPatients.ids("sent-away-" + status, 3);
            registry.goBy((call, itself, out) -> {
                if (call.path().endsWith("/" + ids.get(1))) {
                    out.write(HttpBytes.of(
                            HttpBytes.head(status, "Location: " + other.url() + "/Zzanswer", "Content-Length: 0")));
                    return true;
                }
                return false;
            });

            // When
            BatchAnswer told = gateway.put(MarkedPatients.batch(ids));

            // Then
            assertThat(told.ids()).containsExactly(ids.get(0), "", ids.get(2));
            assertThat(told.text()).doesNotContain("Zzanswer");
            assertThat(other.calls()).isEmpty();
        }
    }
}
