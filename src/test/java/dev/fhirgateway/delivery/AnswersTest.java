package dev.fhirgateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fhirgateway.ledger.EntryMemory;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Entries;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.UpsertResult;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private final RegistryCommand command = new RegistryCommand.PutResource(
            Entries.patient(0, "a"), new RecordName("patient", "a"), JsonNodeFactory.instance.objectNode());
    private final EntryMemory memory = EntryMemory.unknown(new RecordId("default", "Patient", "a"), CLOCK);
    private final Answers answers = new Answers(entry -> memory, CLOCK);

    @Test
    void aRecordThatWasCreatedIsPersistedWithTheRegistrysTimes() throws Exception {
        UpsertResult result = of(
                201,
                """
                {"taskId":"s_1","status":"PERSISTED","resource":{"id":"a","type":"patient","data":{},
                 "meta":{"createdAt":"2025-01-01T00:00:00Z","updatedAt":"2025-06-01T00:00:00.1234Z"}}}""");

        assertThat(result).isInstanceOfSatisfying(UpsertResult.Persisted.class, persisted -> {
            assertThat(persisted.created()).isTrue();
            assertThat(persisted.createdAt()).isEqualTo("2025-01-01T00:00:00Z");
            assertThat(persisted.lastUpdated()).isEqualTo("2025-06-01T00:00:00.123400Z");
        });
    }

    @Test
    void anUpdateInTheOldShapeIsPersistedAtTheTimeOfItsAnswer() throws Exception {
        UpsertResult result = of(200, "{\"id\":\"a\",\"data\":{},\"meta\":{}}");

        assertThat(result).isInstanceOfSatisfying(UpsertResult.Persisted.class, persisted -> {
            assertThat(persisted.created()).isFalse();
            assertThat(persisted.lastUpdated()).isEqualTo(CLOCK.instant());
            assertThat(persisted.createdAt()).isNull();
        });
    }

    @Test
    void acceptedCarriesTheTask() throws Exception {
        assertThat(of(202, "{\"taskId\":\"s_9\",\"status\":\"ACCEPTED\"}"))
                .isInstanceOfSatisfying(UpsertResult.Accepted.class, accepted -> assertThat(accepted.taskId())
                        .isEqualTo("s_9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Zzmarker</html>",
                "",
                "{\"status\":\"PERSIS",
                "[]",
                "{\"status\":\"PERSISTED\",\"resource\":{\"id\":\"Zzother\",\"data\":{}}}"
            })
    void aSuccessThatCannotBeBelievedIsAnAnswerThatWasLost(String body) {
        assertThatThrownBy(() -> of(200, body))
                .isInstanceOfSatisfying(
                        TryLater.class, later -> assertThat(later.maybeStored()).isTrue())
                .hasMessageNotContaining("Zz");
    }

    @Test
    void anAcceptanceWithoutATaskIsAnAnswerThatWasLost() {
        assertThatThrownBy(() -> of(202, "{\"status\":\"ACCEPTED\"}")).isInstanceOf(TryLater.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void whatIsNotFinalIsTriedLater(int status) {
        assertThatThrownBy(() -> of(status, "{}"))
                .isInstanceOfSatisfying(
                        TryLater.class, later -> assertThat(later.maybeStored()).isFalse())
                .hasMessage("the registry answers " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 404, 405})
    void aPageWhereTheRegistryShouldBeIsNoRefusal(int status) {
        assertThatThrownBy(() -> of(status, "<html>Zzmarker</html>"))
                .isInstanceOf(TryLater.class)
                .hasMessageContaining("something answers " + status)
                .hasMessageContaining("gateway.registry.url")
                .hasMessageNotContaining("Zzmarker");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 413, 422, 501})
    void anyOtherAnswerIsAFinalRefusalWithTheRegistrysWords(int status) throws Exception {
        UpsertResult result =
                of(status, "{\"code\":400,\"type\":\"INVALID_ARGUMENT\",\"message\":\"birthDate must be a date\"}");

        assertThat(result).isInstanceOfSatisfying(UpsertResult.Rejected.class, rejected -> {
            assertThat(rejected.blame()).isEqualTo(Blame.REGISTRY_REFUSED);
            assertThat(rejected.problems().get(0).reason())
                    .contains(Integer.toString(status), "INVALID_ARGUMENT", "birthDate must be a date");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusedKeyIsTheGatewaysFaultAndNotTheEntrys(int status) {
        assertThatThrownBy(() -> of(status, "{}")).isInstanceOf(KeyRefused.class);

        assertThat(GivenUp.because(command, new KeyRefused(status)))
                .isInstanceOfSatisfying(UpsertResult.Undelivered.class, undelivered -> {
                    assertThat(undelivered.blame()).isEqualTo(Blame.REGISTRY_UNAVAILABLE);
                    assertThat(undelivered.problems().get(0).reason()).contains("API key", "operator");
                });
    }

    @Test
    void whatNeverReachedTheRegistryIsUnavailable() {
        assertThat(blame(TryLater.unreachable())).isEqualTo(Blame.REGISTRY_UNAVAILABLE);
    }

    @Test
    void whatWasSentAndNeverAnsweredIsUnknown() {
        assertThat(blame(TryLater.answerLost())).isEqualTo(Blame.OUTCOME_UNKNOWN);
    }

    private Blame blame(Exception fault) {
        return ((UpsertResult.Undelivered) GivenUp.because(command, fault)).blame();
    }

    private UpsertResult of(int status, String body) throws TryLater, KeyRefused {
        return (UpsertResult)
                answers.of(new RegistryResponse(command, status, null, body.getBytes(StandardCharsets.UTF_8)));
    }
}
