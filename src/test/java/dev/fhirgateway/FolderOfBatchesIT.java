package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.ReceivedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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

/** {@code config/samples/folder-of-batches.camel.yaml}, as it is shipped, at work. */
class FolderOfBatchesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final String SAMPLE = "folder-of-batches.camel.yaml";
    private static final String STAMP = "[.]\\d{8}T\\d{9}Z";

    @TempDir
    private static Path folder;

    private static Path inbox;
    private static GatewayWithSample gateway;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void start() throws IOException {
        inbox = folder.resolve("in box");
        gateway = GatewayWithSample.start(
                SAMPLE,
                folder.resolve("config"),
                "folder-of-batches.path=" + inbox,
                "folder-of-batches.quiet-time=1s",
                "folder-of-batches.first-pause=200ms",
                "folder-of-batches.longest-pause=1s",
                "folder-of-batches.attempts=3");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        ROOT.addAppender(log);
    }

    @AfterEach
    void recover() {
        gateway.registryMeets(FaultPlan.none());
        ROOT.detachAppender(log);
        assertThat(lines(Level.TRACE)).noneMatch(line -> line.contains("Zzmarker"));
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
    }

    @Test
    void aFileIsDeliveredAndItsAnswerLiesBesideIt() throws IOException {
        drop("monday.json", batch("mon-1", "mon-2"));

        JsonNode answer = answer("done", "monday");
        assertThat(answer).hasSize(2);
        assertThat(answer.at("/0/id").asText()).isEqualTo("mon-1");
        assertThat(answer.at("/0/meta/versionId").asText()).isNotBlank();
        assertThat(gateway.patientsSent()).contains("mon-1", "mon-2");
        awaitGone("monday.json");
        assertThat(Files.readString(only("done", "monday" + STAMP + "[.]json"))).isEqualTo(batch("mon-1", "mon-2"));
        assertThat(lines(Level.INFO))
                .anyMatch(line -> line.matches("monday.json answered 200: see done/monday" + STAMP + ".answer.json"));
    }

    @Test
    void entriesThatAreRefusedAreToldInTheAnswer() throws IOException {
        drop(
                "mixed.json",
                "[" + patient("mix-1")
                        + ",{\"resourceType\":\"Patient\",\"id\":\"mix-2\",\"birthDate\":\"Zzmarker\"}]");

        JsonNode answer = answer("done", "mixed");
        assertThat(answer.at("/0/id").asText()).isEqualTo("mix-1");
        assertThat(answer.at("/1/resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.at("/1/issue/0/expression/0").asText()).isEqualTo("Patient.birthDate");
        await().untilAsserted(() -> assertThat(lines(Level.WARN))
                .singleElement()
                .asString()
                .startsWith("mixed.json answered 207: see done/mixed."));
    }

    @Test
    void aFileThatIsNotJsonIsPutAsideWithTheReason() throws IOException {
        drop("broken.json", "[" + patient("bro-1") + ",{\"resourceType\":\"Pat");

        JsonNode answer = answer("failed", "broken");
        assertThat(answer.path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.at("/issue/0/diagnostics").asText()).contains("ends");
        awaitGone("broken.json");
        assertThat(only("failed", "broken" + STAMP + "[.]json")).exists();
        assertThat(gateway.patientsSent()).doesNotContain("bro-1");
    }

    @Test
    void anEmptyFileIsPutAside() throws IOException {
        drop("empty.json", "");

        assertThat(answer("failed", "empty").at("/issue/0/diagnostics").asText())
                .contains("empty");
    }

    @Test
    void theSameNameTwiceKeepsBothFilesAndBothAnswers() throws IOException {
        drop("twice.json", batch("twi-1"));
        answer("done", "twice");
        awaitGone("twice.json");

        drop("twice.json", batch("twi-2"));

        await().untilAsserted(() ->
                assertThat(files("done", "twice" + STAMP + "[.]answer[.]json")).hasSize(2));
        awaitGone("twice.json");
        assertThat(files("done", "twice" + STAMP + "[.]json")).hasSize(2);
    }

    @Test
    void anAnswerIsNeverTakenForABatch() throws IOException {
        drop("old.answer.json", batch("ans-1"));
        drop("later.json", batch("ans-2"));

        answer("done", "later");

        assertThat(inbox.resolve("old.answer.json")).exists();
        assertThat(gateway.patientsSent()).doesNotContain("ans-1");
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNotTaken() throws IOException {
        Path slow = inbox.resolve("slow.json");
        String text = batch("slow-1", "slow-2");
        Files.writeString(slow, "");

        for (int i = 0; i < text.length(); i += 10) {
            Files.writeString(slow, text.substring(i, Math.min(i + 10, text.length())), StandardOpenOption.APPEND);
            await().pollDelay(Duration.ofMillis(150)).until(() -> true);
            assertThat(slow).exists();
        }

        assertThat(answer("done", "slow")).hasSize(2);
        assertThat(files("failed", "slow.*")).isEmpty();
    }

    @Test
    void filesAreDeliveredOldestFirst() throws IOException {
        Path waiting = Files.createDirectories(folder.resolve("waiting"));
        List<String> names = List.of("c", "a", "b");
        for (int i = 0; i < names.size(); i++) {
            Path file = waiting.resolve(names.get(i) + ".json");
            Files.writeString(file, batch("ord-" + i));
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60 - i)));
        }

        drop("first.json", batch("ord-first"));
        for (String name : List.of("b", "c", "a")) {
            move(waiting.resolve(name + ".json"));
        }

        await().untilAsserted(() -> assertThat(gateway.patientsSent()).contains("ord-first"));
        answer("done", "b");
        assertThat(gateway.patientsSent()).containsSubsequence("ord-0", "ord-1", "ord-2");
    }

    @Test
    void duringAnOutageTheFileStaysAndIsTriedAgainUntilItGetsThrough() throws IOException {
        gateway.registryMeets(FaultPlan.always(new Fault.Status(503)));
        drop("outage.json", batch("out-1", "out-2"));
        await().untilAsserted(() -> assertThat(callsFor("out-1")).isGreaterThan(4));
        assertThat(inbox.resolve("outage.json")).exists();
        assertThat(files("done", "outage.*")).isEmpty();

        gateway.registryMeets(FaultPlan.none());

        assertThat(answer("done", "outage")).hasSize(2);
        awaitGone("outage.json");
        assertThat(lines(Level.WARN))
                .hasSize((int) callsFor("out-1") - 1)
                .first()
                .isEqualTo("outage.json stays in the folder after attempt 1: the registry cannot be reached");
        List<Duration> pauses = pausesBetweenCallsFor("out-1");
        assertThat(pauses.get(2)).isGreaterThan(pauses.get(0));
    }

    @Test
    void aFileThatIsTakenAwayDuringAnOutageDoesNotHoldUpTheNext() throws IOException {
        gateway.registryMeets(FaultPlan.always(new Fault.ResetBefore())
                .when(call -> call.path().endsWith("/giv-1")));
        drop("given-up.json", batch("giv-1"));
        drop("next.json", batch("giv-2"));
        await().untilAsserted(() -> assertThat(lines(Level.WARN)).anyMatch(line -> line.contains("attempt 3")));

        Files.delete(inbox.resolve("given-up.json"));

        assertThat(answer("done", "next")).hasSize(1);
        assertThat(files("failed", "given-up.*")).isEmpty();
    }

    @Test
    void aFileThatGetsThroughInPartIsSentAgainUntilItIsWhole() throws IOException {
        gateway.registryMeets(FaultPlan.firstCalls(1, new Fault.Status(503))
                .when(call -> call.path().endsWith("/par-2")));

        drop("part.json", batch("par-1", "par-2"));

        assertThat(answer("done", "part").at("/1/id").asText()).isEqualTo("par-2");
        assertThat(lines(Level.WARN))
                .singleElement()
                .asString()
                .isEqualTo("part.json stays in the folder after attempt 1: the registry did not take every entry");
    }

    @Test
    void aFileThatNeverGetsThroughAsAWholeIsPutAsideInTheEnd() throws IOException {
        gateway.registryMeets(
                FaultPlan.always(new Fault.Status(500)).when(call -> call.path().endsWith("/nev-2")));

        drop("never.json", batch("nev-1", "nev-2"));

        JsonNode answer = answer("failed", "never");
        assertThat(answer.at("/0/id").asText()).isEqualTo("nev-1");
        assertThat(answer.at("/1/issue/0/details/coding/0/code").asText()).isEqualTo("registry-unavailable");
        assertThat(callsFor("nev-2")).isEqualTo(3);
    }

    @Test
    void aFileThatWaitsWhenTheGatewayStopsIsDeliveredByTheNextOne(@TempDir Path elsewhere) throws IOException {
        Path file = elsewhere.resolve("inbox").resolve("waits.json");
        String[] settings = {
            "folder-of-batches.path=" + file.getParent(),
            "folder-of-batches.quiet-time=1s",
            "folder-of-batches.first-pause=10m",
            "folder-of-batches.longest-pause=10m"
        };
        try (GatewayWithSample first = GatewayWithSample.start(SAMPLE, elsewhere.resolve("config"), settings)) {
            first.registryMeets(FaultPlan.always(new Fault.Status(503)));
            Files.writeString(file, batch("wai-1"));
            await().untilAsserted(() -> assertThat(lines(Level.WARN)).anyMatch(line -> line.contains("attempt 1")));
        }
        assertThat(file).exists();

        try (GatewayWithSample next = GatewayWithSample.start(SAMPLE, elsewhere.resolve("config"), settings)) {
            await().until(() -> Files.notExists(file));
            assertThat(next.patientsSent()).containsExactly("wai-1");
        }
    }

    /** Puts a complete file into the inbox at once, as the sample's header asks. */
    private static void drop(String name, String text) throws IOException {
        Path part = inbox.resolve(name + ".part");
        Files.writeString(part, text);
        Files.move(part, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void move(Path file) throws IOException {
        Files.move(file, inbox.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String batch(String... ids) {
        return Arrays.stream(ids).map(FolderOfBatchesIT::patient).collect(Collectors.joining(",\n", "[", "]\n"));
    }

    private static String patient(String id) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"name\":[{\"family\":\"Zzmarker\"}]}";
    }

    private static JsonNode answer(String place, String name) throws IOException {
        String file = name + STAMP + "[.]answer[.]json";
        await().atMost(Duration.ofSeconds(20)).until(() -> files(place, file), found -> !found.isEmpty());
        return JSON.readTree(Files.readString(only(place, file)));
    }

    private static Path only(String place, String name) {
        List<Path> found = files(place, name);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<Path> files(String place, String name) {
        if (!Files.isDirectory(inbox.resolve(place))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(inbox.resolve(place))) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitGone(String name) {
        await().until(() -> Files.notExists(inbox.resolve(name)));
    }

    private static long callsFor(String id) {
        return gateway.patientsSent().stream().filter(id::equals).count();
    }

    private static List<Duration> pausesBetweenCallsFor(String id) {
        List<Instant> times = gateway.registry().received().stream()
                .filter(call -> call.path().endsWith("/" + id))
                .map(ReceivedCall::time)
                .toList();
        return IntStream.range(1, times.size())
                .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
                .toList();
    }

    private List<String> lines(Level atLeast) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(atLeast))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
