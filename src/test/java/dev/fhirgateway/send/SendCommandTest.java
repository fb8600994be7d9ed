package dev.fhirgateway.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.send.GatewayStub.Said;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command against a gateway that says what a script tells it to. */
class SendCommandTest {
    @TempDir
    Path folder;

    @Test
    void everyResourceIsSentOnceInChunksAndTheStateIsTakenAway() throws Exception {
        Path input = patients("patients.ndjson", 0, 25);
        try (GatewayStub gateway = new GatewayStub((request, resources) -> Said.STORED)) {
            SendRun run = send(gateway, input, "--batch", "10", "--at-once", "1");

            assertThat(run.code()).isZero();
            assertThat(gateway.taken).extracting(List::size).containsExactly(10, 10, 5);
            assertThat(gateway.taken).flatExtracting(ids -> ids).containsExactlyElementsOf(ids(0, 25));
            assertThat(run.out())
                    .contains("25 entries answered")
                    .containsPattern("stored +25\n")
                    .contains("3 requests, 0 of them again; answered in");
            assertThat(folder)
                    .isDirectoryContaining(file -> file.equals(input))
                    .isDirectoryNotContaining("glob:**send-state");
        }
    }

    @Test
    void aFolderIsSentInTheOrderOfItsNamesWithWhatIsCompressed() throws Exception {
        patients("b.ndjson", 10, 20);
        Files.writeString(folder.resolve("notes.txt"), "no resource");
        Files.writeString(folder.resolve("old.failed.ndjson"), "no resource");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.json.gz")))) {
            gzip.write(("{\"resourceType\":\"Bundle\",\"entry\":["
                            + ids(0, 10).stream()
                                    .map(id -> "{\"resource\":" + patient(id) + "}")
                                    .collect(Collectors.joining(","))
                            + "]}")
                    .getBytes(StandardCharsets.UTF_8));
        }
        Path failed = folder.resolve("elsewhere.ndjson.txt");
        try (GatewayStub gateway = new GatewayStub((request, resources) -> Said.STORED)) {
            SendRun run =
                    send(gateway, folder, "--at-once", "1", "--failed", failed.toString(), "--state", folder + "/s");

            assertThat(run.code()).isZero();
            assertThat(gateway.taken).flatExtracting(ids -> ids).containsExactlyElementsOf(ids(0, 20));
        }
    }

    @Test
    void theStandardInputIsSentAndTheTokenGoesWithIt() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "frg_Zztoken\n");
        try (GatewayStub gateway = new GatewayStub((request, resources) -> Said.STORED)) {
            SendRun run = SendRun.reading(
                    "[" + patient("a") + "," + patient("b") + "]",
                    "-",
                    "--to",
                    gateway.url().toString(),
                    "--token-file",
                    token.toString(),
                    "--failed",
                    folder.resolve("f").toString());

            assertThat(run.code()).isZero();
            assertThat(gateway.taken).containsExactly(List.of("a", "b"));
            assertThat(gateway.authorizations).containsExactly("Bearer frg_Zztoken");
            assertThat(run.out() + run.err()).doesNotContain("Zz");
        }
    }

    @Test
    void aStormOf429And503AndBrokenConnectionsLosesNothing() throws Exception {
        Path input = patients("patients.ndjson", 0, 60);
        try (GatewayStub gateway = new GatewayStub((request, resources) -> switch (request % 5) {
            case 0 -> Said.only(429, "Retry-After", "0");
            case 1 -> Said.only(503, "Retry-After", "Sun, 22 Nov 2020 13:00:00 GMT");
            case 2 -> Said.only(502, "Retry-After", "0");
            default -> Said.STORED;
        })) {
            SendRun run = send(gateway, input, "--batch", "5");

            assertThat(run.code()).isZero();
            assertThat(gateway.taken).flatExtracting(ids -> ids).containsExactlyInAnyOrderElementsOf(ids(0, 60));
            assertThat(run.out()).containsPattern("stored +60\n").doesNotContain(" 0 of them again");
        }
    }

    @Test
    void whatRetryAfterAsksForIsWaitedByAll() throws Exception {
        Path input = patients("patients.ndjson", 0, 4);
        try (GatewayStub gateway = new GatewayStub(
                (request, resources) -> request == 1 ? Said.only(429, "Retry-After", "1") : Said.STORED)) {
            long begin = System.nanoTime();
            SendRun run = send(gateway, input, "--batch", "1", "--at-once", "1");

            assertThat(run.code()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(gateway.requests()).isEqualTo(5);
        }
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() throws Exception {
        Path input = patients("patients.ndjson", 0, 2);
        try (GatewayStub gateway = new GatewayStub((request, resources) -> request == 1 ? Said.only(0) : Said.STORED)) {
            assertThat(send(gateway, input).code()).isZero();
            assertThat(gateway.taken).containsExactly(ids(0, 2));
        }
    }

    @Test
    void failedOriginalsAreKeptBesideTheirReasonsForTheirOwnerAlone() throws Exception {
        Path input = Files.writeString(
                folder.resolve("patients.json"),
                "[" + patient("p0") + ",\n{ \"resourceType\": \"Patient\",\r\n  \"id\": \"p1\" },\n" + patient("p2")
                        + "]");
        try (GatewayStub gateway = new GatewayStub((request, resources) -> Said.failing(422, "p1"))) {
            SendRun run = send(gateway, input);

            Path failed = folder.resolve("patients.json.failed.ndjson");
            Path reasons = folder.resolve("patients.json.failed.ndjson.reasons.ndjson");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .containsPattern("failed +1   source-data 1\n")
                    .contains(failed.toString(), reasons.toString());
            assertThat(failed).hasContent("{ \"resourceType\": \"Patient\",    \"id\": \"p1\" }");
            assertThat(Files.readString(reasons))
                    .startsWith("{\"line\":1,\"position\":1,\"resourceType\":\"Patient\",\"id\":\"p1\",\"issue\":[{")
                    .doesNotContain("Zzmarker");
            for (Path file : List.of(failed, reasons)) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void entriesThatTheRegistryIsNotReachedForAreSentAgainAloneAndGivenUpAfterSomeRounds() throws Exception {
        Path input = patients("patients.ndjson", 0, 4);
        try (GatewayStub gateway = new GatewayStub(
                (request, resources) -> request == 1 ? Said.failing(503, "p1", "p2") : Said.failing(503, "p2"))) {
            SendRun run = send(gateway, input);

            assertThat(run.code()).isEqualTo(1);
            assertThat(gateway.taken)
                    .containsExactly(ids(0, 4), List.of("p1", "p2"), List.of("p2"), List.of("p2"), List.of("p2"));
            assertThat(run.out())
                    .containsPattern("failed +1   registry-unavailable 1\n")
                    .containsPattern("stored +3\n");
        }
    }

    @Test
    void aLaterVersionIsNotSentBeforeTheEarlierOneHasItsEnd() throws Exception {
        Path input = Files.writeString(
                folder.resolve("versions.ndjson"), String.join("\n", patient("a"), patient("a"), patient("b")));
        try (GatewayStub gateway =
                new GatewayStub((request, resources) -> request <= 2 ? Said.failing(503, "a") : Said.STORED)) {
            SendRun run = send(gateway, input);

            assertThat(run.code()).isZero();
            assertThat(gateway.taken).containsExactly(List.of("a", "b"), List.of("a"), List.of("a"), List.of("a"));
        }
    }

    @Test
    void aChunkThatIsTooLargeIsHalvedUntilItFits() throws Exception {
        Path input = patients("patients.ndjson", 0, 8);
        try (GatewayStub gateway = new GatewayStub((request, resources) ->
                resources.size() > 2 || resources.toString().contains("p7") ? Said.only(413) : Said.STORED)) {
            SendRun run = send(gateway, input);

            assertThat(run.code()).isEqualTo(1);
            assertThat(gateway.taken).containsExactly(ids(0, 2), ids(2, 4), ids(4, 6), ids(6, 7));
            assertThat(run.out()).contains("gateway-limit 1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 301})
    void whatNoRequestWillGetPastEndsTheRun(int status) throws Exception {
        Path input = patients("patients.ndjson", 0, 4);
        try (GatewayStub gateway = new GatewayStub((request, resources) -> Said.only(status))) {
            SendRun run = send(gateway, input);

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("the gateway refuses: HTTP " + status + ": told by the stub");
        }
    }

    @Test
    void patienceHasAnEndAndTheSameCommandGoesOnAfterIt() throws Exception {
        Path input = patients("patients.ndjson", 0, 6);
        try (GatewayStub gateway = new GatewayStub((request, resources) ->
                request == 1 || request > 3 ? Said.STORED : Said.only(503, "Retry-After", "1"))) {
            SendRun first = send(gateway, input, "--batch", "2", "--at-once", "1", "--patience", "1s");
            SendRun second = send(gateway, input, "--batch", "2", "--at-once", "1");

            assertThat(first.code()).isEqualTo(2);
            assertThat(first.err()).contains("given up after 1 s (--patience): HTTP 503", "the same command goes on");
            assertThat(second.code()).isZero();
            assertThat(second.err()).contains("goes on: 2 entries were answered before");
            assertThat(second.out()).containsPattern("stored +6\n");
            assertThat(gateway.taken).containsExactly(ids(0, 2), ids(2, 4), ids(4, 6));
        }
    }

    @Test
    void anInputThatHasChangedIsNotGoneOnWith() throws Exception {
        Path input = patients("patients.ndjson", 0, 4);
        try (GatewayStub gateway =
                new GatewayStub((request, resources) -> request == 1 ? Said.STORED : Said.only(401))) {
            assertThat(send(gateway, input, "--batch", "2", "--at-once", "1").code())
                    .isEqualTo(2);
            Files.setLastModifiedTime(input, FileTime.from(Instant.EPOCH));

            SendRun run = send(gateway, input);

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("the input has changed", "delete " + input + ".send-state");
            assertThat(gateway.requests()).isEqualTo(2);
        }
    }

    @Test
    void whatCameBeforeABreakIsSentAndThePlaceOfItIsTold() throws Exception {
        Path input = patients("patients.ndjson", 0, 3);
        Files.writeString(input, Files.readString(input) + "{\"resourceType\":");
        try (GatewayStub gateway = new GatewayStub((request, resources) -> Said.STORED)) {
            SendRun run = send(gateway, input);

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("patients.ndjson: the body ends early at byte offset");
            assertThat(gateway.taken).containsExactly(ids(0, 3));
        }
    }

    @Test
    void anAnswerThatIsNoneIsNoAnswer() throws Exception {
        Path input = patients("patients.ndjson", 0, 2);
        try (GatewayStub gateway = new GatewayStub(
                (request, resources) -> request == 1 ? Said.only(202, "Retry-After", "0") : Said.STORED)) {
            assertThat(send(gateway, input).code()).isZero();
            assertThat(gateway.requests()).isEqualTo(2);
        }
    }

    @Test
    void aGatewayThatIsNotThereIsWaitedForAsLongAsPatienceLasts() throws Exception {
        Path input = patients("patients.ndjson", 0, 2);
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }

        SendRun run = SendRun.of(input.toString(), "--to", "http://127.0.0.1:" + nobody + "/fhir", "--patience", "1s");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("given up after", "no answer (ConnectException)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--to http://127.0.0.1:1/fhir                     | one FILE or FOLDER is needed",
                "f                                                | --to needs the URL",
                "f --to ftp://127.0.0.1/fhir                      | --to needs the URL",
                "f --to                                           | --to needs a value",
                "f --to http://127.0.0.1:1/fhir --batch 0         | --batch needs a whole number from 1 to 100000",
                "f --to http://127.0.0.1:1/fhir --at-once 65      | --at-once needs a whole number from 1 to 64",
                "f --to http://127.0.0.1:1/fhir --patience soon   | --patience needs a time such as 30s",
                "f --to http://127.0.0.1:1/fhir --token-file none | --token-file: none cannot be read",
                "f --to http://127.0.0.1:1/fhir --fast            | unknown option: --fast",
                "- --to http://127.0.0.1:1/fhir --state s         | the standard input cannot be read again",
            })
    void whatIsNoCommandIsToldWithTheUsage(String args, String problem) {
        SendRun run = SendRun.of(args.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(problem, "Usage: send FILE|FOLDER|- --to URL");
    }

    @Test
    void aNamedFileOfFailedOriginalsThatIsThereIsNotOverwritten() throws Exception {
        Path input = patients("patients.ndjson", 0, 1);
        try (GatewayStub gateway = new GatewayStub((request, resources) -> Said.STORED)) {
            SendRun run = send(gateway, input, "--failed", input.toString());

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("--failed: " + input + " is there already");
            assertThat(input).content().contains("p0");
        }
    }

    @Test
    void aFileThatIsNotThereIsToldWithoutTheUsage() {
        SendRun run = SendRun.of(folder.resolve("none.json").toString(), "--to", "http://127.0.0.1:1/fhir");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("none.json: there is no such file").doesNotContain("Usage");
    }

    private Path patients(String name, int from, int to) throws IOException {
        return Files.write(
                folder.resolve(name),
                ids(from, to).stream().map(SendCommandTest::patient).toList());
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "p" + i).toList();
    }

    private static String patient(String id) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"name\":[{\"text\":\"Zzmarker\"}]}";
    }

    private static SendRun send(GatewayStub gateway, Path input, String... options) {
        String[] args = new String[3 + options.length];
        args[0] = input.toString();
        args[1] = "--to";
        args[2] = gateway.url().toString();
        System.arraycopy(options, 0, args, 3, options.length);
        return SendRun.of(args);
    }
}
