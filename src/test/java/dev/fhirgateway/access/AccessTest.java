package dev.fhirgateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import dev.fhirgateway.settings.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final String CHALLENGE = "Bearer realm=\"fhir-registry-gateway\"";

    @TempDir
    private Path folder;

    private final RecordingLogger log = new RecordingLogger();
    private final AtomicLong time = new AtomicLong();
    private ClientsFile clients;
    private String token;

    @BeforeEach
    void addClients() {
        clients = ClientsFile.open(folder, time::get);
        clients.add("ward-6", "other");
        token = clients.add("ward-7", "cardiology");
        clients.add("ward-8", "other");
    }

    @ParameterizedTest
    @EnumSource
    void aClientIsKnownByItsTokenInEveryMode(Mode mode) {
        Admission admission = access(mode).admit("Bearer " + token, true);

        assertThat(admission).isEqualTo(new Admission.Admitted(new Client("ward-7", "cardiology")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "BeArEr   "})
    void theSchemeIgnoresCase(String scheme) {
        assertThat(access(Mode.PRODUCTION).admit(scheme + token, false)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void developmentAsksNoTokenOfThisMachine() {
        Admission admission = access(Mode.DEVELOPMENT).admit(null, true);

        assertThat(admission).isEqualTo(new Admission.Admitted(new Client("development", "laptop")));
    }

    static Stream<Arguments> callersWithoutToken() {
        return Stream.of(
                Arguments.of(Mode.DEVELOPMENT, named("from elsewhere", false)),
                Arguments.of(Mode.PRODUCTION, named("from this machine", true)),
                Arguments.of(Mode.PRODUCTION, named("from elsewhere", false)));
    }

    @ParameterizedTest
    @MethodSource("callersWithoutToken")
    void everyoneElseIsChallengedForAToken(Mode mode, boolean fromLoopback) {
        assertThat(access(mode).admit(null, fromLoopback)).isInstanceOfSatisfying(Admission.Denied.class, denied -> {
            assertThat(denied.wwwAuthenticate()).isEqualTo(CHALLENGE);
            assertThat(denied.diagnostics()).startsWith("A bearer token is required");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer frg_unknown",
                "Bearer two words",
                "Bearer %s,Bearer %s",
                "Bearer %sx",
                "Bearer\t%s",
                " Bearer %s",
                "Bearer%s",
                "Basic d2FyZC03OnNlY3JldA==",
                "Basic %s",
                "%s"
            })
    void whateverElseIsPresentedIsDeniedWithTheSameWords(String authorization) {
        String presented = authorization.replace("%s", token);

        assertThat(Stream.of(
                        access(Mode.PRODUCTION).admit(presented, true),
                        access(Mode.PRODUCTION).admit(presented, false),
                        access(Mode.DEVELOPMENT).admit(presented, true)))
                .containsOnly(new Admission.Denied(
                        CHALLENGE + ", error=\"invalid_token\"",
                        "The Authorization header is not accepted: send Authorization: Bearer <token> with the token "
                                + "of a client of this gateway."));
    }

    @Test
    void aRemovedClientIsDenied() {
        Access access = access(Mode.PRODUCTION);
        clients.remove("ward-7");

        assertThat(access.admit("Bearer " + token, false)).isInstanceOf(Admission.Denied.class);
    }

    @Test
    void refusalsAreLoggedWithoutTheTokenAndNotMoreThanOnceInTenSeconds() {
        Access access = access(Mode.PRODUCTION);
        for (int i = 0; i < 5; i++) {
            access.admit("Bearer zzguess" + i, false);
        }
        time.addAndGet(Duration.ofSeconds(10).toNanos());
        access.admit(null, false);

        assertThat(log.lines())
                .containsExactly(
                        "WARN Refused for want of a valid token, requests since the last such line: 1",
                        "WARN Refused for want of a valid token, requests since the last such line: 5");
    }

    @Test
    void admissionsAreNotLogged() {
        access(Mode.PRODUCTION).admit("Bearer " + token, false);

        assertThat(log.lines()).isEmpty();
    }

    private Access access(Mode mode) {
        return new Access(mode, "laptop", clients::current, new FailedAttempts(time::get, log));
    }
}
