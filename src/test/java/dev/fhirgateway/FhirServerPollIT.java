package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fhirgateway.PatientServer.Trouble;
import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** {@code config/samples/fhir-server-poll.camel.yaml}, as it is shipped, before a FHIR server with 250 patients. */
class FhirServerPollIT {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final int ALL = 250;

    @TempDir
    private static Path folder;

    private static PatientServer server;
    private static GatewayWithSample gateway;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void start() throws IOException {
        server = PatientServer.start();
        Instant longAgo = Instant.now().minus(Duration.ofDays(30));
        ids("old-", ALL).forEach(id -> server.put(id, longAgo));
        gateway = GatewayWithSample.start(
                "fhir-server-poll.camel.yaml",
                folder.resolve("config"),
                "fhir-server-poll.url=" + server.url(),
                "fhir-server-poll.token=zz-token",
                "fhir-server-poll.period=300ms",
                "fhir-server-poll.page-size=40",
                "fhir-server-poll.overlap=0s",
                "fhir-server-poll.path=" + folder.resolve("state"));
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(since()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        server.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        ROOT.addAppender(log);
    }

    @AfterEach
    void recover() throws IOException {
        gateway.registryMeets(FaultPlan.none());
        awaitACompleteRun();
        ROOT.detachAppender(log);
        assertThat(warnings()).noneMatch(line -> line.contains("Zzmarker"));
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
    }

    @Test
    void theFirstRunBringsEveryPatientOfEveryPage() {
        assertThat(gateway.patientsSent().subList(0, ALL)).containsExactlyInAnyOrderElementsOf(ids("old-", ALL));
    }

    @Test
    void theServerIsAskedWithTheToken() {
        assertThat(server.onlyAskedWith("Bearer zz-token")).isTrue();
    }

    @Test
    void aLaterRunBringsWhatChangedAndNothingElse() throws IOException {
        awaitACompleteRun();
        int before = gateway.patientsSent().size();

        server.put("old-007", Instant.now());

        await().untilAsserted(() -> assertThat(sentAfter(before)).containsExactly("old-007"));
    }

    @Test
    void duringAnOutageOfTheRegistryNothingIsLost() throws IOException {
        gateway.registryMeets(FaultPlan.always(new Fault.Status(503)));
        server.put("outage", Instant.now());
        await().untilAsserted(
                        () -> assertThat(warnings()).contains("the run ended early: the registry cannot be reached"));
        String held = Files.readString(since());
        awaitWarnings(4);
        assertThat(Files.readString(since())).isEqualTo(held);
        int before = gateway.patientsSent().size();

        gateway.registryMeets(FaultPlan.none());

        await().untilAsserted(() -> assertThat(sentAfter(before)).contains("outage"));
    }

    @Test
    void onePatientThatTheRegistryDoesNotTakeHoldsUpNoOther() {
        gateway.registryMeets(
                FaultPlan.always(new Fault.Status(500)).when(call -> call.path().endsWith("/hard-000")));
        int before = gateway.patientsSent().size();

        ids("hard-", 60).forEach(id -> server.put(id, Instant.now()));

        await().untilAsserted(() -> assertThat(sentAfter(before)).containsAll(ids("hard-", 60)));
        await().untilAsserted(() -> assertThat(warnings()).anyMatch(line -> line.contains("did not take every entry")));
    }

    @Test
    void aPageThatIsNotToBeHadIsAskedForAgainWithTheNextRun() {
        server.troubleOnce(new Trouble("_getpages", 502, ""));
        int before = gateway.patientsSent().size();

        ids("paged-", 120).forEach(id -> server.put(id, Instant.now()));

        await().untilAsserted(() -> assertThat(sentAfter(before)).containsAll(ids("paged-", 120)));
        assertThat(warnings()).singleElement().asString().endsWith("the FHIR server answers 502");
    }

    @Test
    void aPageThatCannotBeReadIsToldWithoutWhatItHolds() {
        String broken =
                """
                {"resourceType":"Bundle","type":"searchset","entry":[
                {"resource":{"resourceType":"Patient","id":"x","birthDate":"Zzmarker"}}]}""";

        server.troubleOnce(new Trouble("_count", 200, broken));

        await().until(server::allTroublesAreOver);
        awaitWarnings(1);
        assertThat(warnings()).singleElement().asString().endsWith("its answer not be read");
    }

    @Test
    void answersWithRefusedEntriesAreKept() throws IOException {
        String refused =
                """
                {"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Patient"}}]}""";

        server.troubleOnce(new Trouble("_count", 200, refused));

        awaitWarnings(1);
        try (Stream<Path> answers = Files.list(folder.resolve("state").resolve("answers"))) {
            assertThat(answers).anySatisfy(answer -> assertThat(Files.readString(answer))
                    .contains("OperationOutcome", "Patient.id"));
        }
    }

    private static Path since() {
        return folder.resolve("state").resolve("since");
    }

    /** A run that begins after this moment has been completed. */
    private static void awaitACompleteRun() {
        Instant now = Instant.now();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Instant.parse(Files.readString(since())).isAfter(now));
    }

    private void awaitWarnings(int count) {
        await().untilAsserted(() -> assertThat(warnings()).hasSizeGreaterThanOrEqualTo(count));
    }

    private static Set<String> sentAfter(int count) {
        List<String> sent = gateway.patientsSent();
        return new HashSet<>(sent.subList(count, sent.size()));
    }

    private static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> prefix + "%03d".formatted(i))
                .collect(Collectors.toList());
    }

    private List<String> warnings() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
