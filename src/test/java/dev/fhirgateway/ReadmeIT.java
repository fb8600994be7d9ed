package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the README says, with what ships: the packaged zip in an empty folder, and the commands as they stand. */
class ReadmeIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private Path home;
    private int gatewayPort;
    private int sandboxPort;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void unpackTheZip() throws IOException {
        unzip(PROJECT.resolve("target/fhir-registry-gateway.zip"), folder);
        home = folder.resolve("fhir-registry-gateway");
        gatewayPort = freePort();
        sandboxPort = freePort();
    }

    @AfterEach
    void stopWhatWasStarted() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void theZipHoldsWhatTheReadmeSays() throws IOException {
        assertThat(names(home))
                .contains("fhir-registry-gateway.jar", "bin", "lib", "config", "routes", "README.md", "LICENSE");
        assertThat(names(home.resolve("routes"))).containsExactlyInAnyOrderElementsOf(Gateway.ROUTES);
        assertThat(names(home.resolve("config"))).contains("application.properties", "samples", "mappings");
    }

    @Test
    void theCurlCommandsGetTheAnswersThatAreShown() throws Exception {
        serve();
        List<String> commands =
                blocks("sh").stream().filter(block -> block.startsWith("curl")).toList();
        List<String> answers = blocks("json");
        assertThat(commands).hasSize(3);

        for (int i = 0; i < commands.size(); i++) {
            assertThat(masked(shell(commands.get(i)))).isEqualTo(masked(answers.get(i)));
        }
    }

    @Test
    void theMappingAndTheRouteOfTheReadmeWork() throws Exception {
        Files.createDirectories(home.resolve("config/mappings"));
        Files.writeString(home.resolve("config/mappings/Organization.jslt"), block("jslt"));
        Files.writeString(home.resolve("config/hello-feed.camel.yaml"), block("yaml"));
        Path log = serve();
        await(log, "answered 200: persisted=1, accepted=0, unchanged=0, failed=0");

        String answer = shell("curl -s -X PUT http://127.0.0.1:8080/fhir -H 'Content-Type: application/json' "
                + "-d '[{\"resourceType\":\"Organization\",\"id\":\"org-1\",\"name\":\"Ward\"}]'");

        assertThat(answer).contains("\"versionId\"");
        assertThat(shell("curl -s -H 'X-Clinia-API-Key: sandbox' "
                        + "http://127.0.0.1:8081/sources/default/v1/resources/organization/org-1"))
                .contains("\"data\":{\"name\":\"Ward\"}");
        assertThat(shell("curl -s -H 'X-Clinia-API-Key: sandbox' "
                        + "http://127.0.0.1:8081/sources/default/v1/resources/patient/hello-1"))
                .contains("\"value\":\"hello-1\"");
    }

    @Test
    void theJobOfTheReadmeIsTaken() throws Exception {
        Files.writeString(home.resolve("load.ndjson"), "{\"resourceType\":\"Patient\",\"id\":\"load-1\"}\n");
        serve();

        String status = shell(blocks("sh").stream()
                .filter(block -> block.contains("respond-async"))
                .findFirst()
                .orElseThrow());

        assertThat(status).containsAnyOf("202 Accepted", "200 OK").contains("\"entries\":1");
    }

    @Test
    void theCatalogIsTakenAsTheReadmeLoadsIt() throws Exception {
        serve();

        String complaints = shell(blocks("sh").stream()
                .filter(block -> block.startsWith("for "))
                .findFirst()
                .orElseThrow());

        assertThat(complaints).isEmpty();
        assertThat(shell("curl -s -H 'X-Clinia-API-Key: sandbox' "
                        + "http://127.0.0.1:8081/sources/default/v1/relationship-definitions"))
                .contains("\"careTeamSubject\"", "\"relatedPersonPatient\"");
    }

    @Test
    void theMappingCommandsShowWhatTheShippedMappingsDo() throws Exception {
        String commands = blocks("sh").stream()
                .filter(block -> block.contains("translate"))
                .findFirst()
                .orElseThrow();

        assertThat(shell("set -e\n" + commands))
                .contains("PUT /sources/default/v1/resources/patient/20260101")
                .contains("3 resources counted")
                .contains("examples as expected, 0 route files; nothing is wrong");
    }

    @Test
    void theDayIsClosedAsTheReadmeDoes() throws Exception {
        serve();
        shell(holding("curl -X PUT"));

        String balance = shell(holding("balance --to"));
        String differences = shell(holding("reconcile list.ndjson").strip() + " 2>&1 || test $? -eq 1");

        assertThat(balance).contains("source default, days in UTC", "received", "pending");
        assertThat(differences).contains("1 listed: ");
    }

    @Test
    void theSendCommandBringsTheSampleToTheGateway() throws Exception {
        serve();

        String summary = shell(blocks("sh").stream()
                .filter(block -> block.contains(".jar send "))
                .findFirst()
                .orElseThrow());

        assertThat(summary).contains("3 entries answered").containsPattern("stored +3\n");
        assertThat(names(home.resolve("config/samples")))
                .noneMatch(name -> name.contains("failed") || name.contains("state"));
    }

    @Test
    void theClientCommandPrintsATokenThatProductionAsksFor() throws Exception {
        String printed = shell(blocks("sh").stream()
                .filter(block -> block.contains("client add"))
                .findFirst()
                .orElseThrow());
        Matcher token = Pattern.compile("frg_[A-Za-z0-9_-]+").matcher(printed);
        assertThat(token.find()).isTrue();
        Files.writeString(
                home.resolve("config/application.properties"),
                "gateway.registry.url=http://127.0.0.1:" + sandboxPort + "\ngateway.registry.api-key=sandbox\n");
        start("java", "-jar", "fhir-registry-gateway.jar", "sandbox", "--port", Integer.toString(sandboxPort));
        await(
                start("java", "-jar", "fhir-registry-gateway.jar", "--gateway.http.port=" + gatewayPort),
                "FHIR Registry Gateway: PUT");

        String refused =
                shell("curl -s -i -X PUT http://127.0.0.1:8080/fhir -H 'Content-Type: application/json' -d '[]'");
        String admitted = shell("curl -s -i -X PUT http://127.0.0.1:8080/fhir -H 'Content-Type: application/json' "
                + "-H 'Authorization: Bearer " + token.group()
                + "' -d '[{\"resourceType\":\"Patient\",\"id\":\"p-1\"}]'");

        assertThat(refused).contains("401", "WWW-Authenticate: Bearer", "OperationOutcome");
        assertThat(admitted).contains("200 OK", "persisted=1");
    }

    @Test
    void theDemoOfTheJarLosesNothing() throws Exception {
        Path log = start("java", "-jar", "fhir-registry-gateway.jar", "demo");

        assertThat(started.get(0).waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(started.get(0).exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).contains("Nothing was lost.");
    }

    @Test
    void theDemoOfTheProjectRunsFromItsSources() throws Exception {
        String demo = blocks("sh").get(0).strip();
        assertThat(demo).isEqualTo("mvn -q compile exec:java@demo");
        Path copy = folder.resolve("project");
        for (String part : List.of("pom.xml", ".mvn", "src", "routes", "config", "README.md")) {
            copy(PROJECT.resolve(part), copy.resolve(part));
        }
        home = copy;

        assertThat(shell(demo)).contains("Nothing was lost.");
    }

    @Test
    void theTestCommandIsTheOneThatCiRuns() throws IOException {
        assertThat(blocks("sh")).contains("mvn -B verify\n");
        assertThat(Files.readAllLines(PROJECT.resolve(".ci/run"))).contains("mvn -B verify");
    }

    private Path serve() throws Exception {
        List<String> command = new ArrayList<>(List.of(blocks("sh").stream()
                .filter(block -> block.strip().endsWith(".jar"))
                .findFirst()
                .orElseThrow()
                .strip()
                .split(" ")));
        command.add("--gateway.http.port=" + gatewayPort);
        command.add("--sandbox.port=" + sandboxPort);
        Path log = start(command.toArray(String[]::new));
        await(log, "FHIR Registry Gateway: PUT");
        return log;
    }

    private Path start(String... command) throws IOException {
        Path log = Files.createTempFile(folder, "process", ".log");
        started.add(new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        return log;
    }

    /** Runs a command of the README in the unpacked folder, on the ports of this test instead of the default ones. */
    private String shell(String command) throws IOException, InterruptedException {
        String onFreePorts = command.replace(":8080", ":" + gatewayPort).replace(":8081", ":" + sandboxPort);
        Path out = Files.createTempFile(folder, "shell", ".out");
        Process process = new ProcessBuilder("sh", "-c", onFreePorts)
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .start();
        started.add(process);
        assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(onFreePorts).isZero();
        return Files.readString(out);
    }

    private static void await(Path log, String text) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> assertThat(Files.readString(log))
                .contains(text));
    }

    private static String masked(String json) {
        return json.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                .replaceAll("\"versionId\":\"\\d+\"", "\"versionId\":\"<version>\"")
                .replaceAll("\"(batchId|mapping)\":\"[^\"]+\"", "\"$1\":\"<$1>\"")
                .strip();
    }

    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(PROJECT.resolve("README.md")))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static String block(String language) throws IOException {
        List<String> blocks = blocks(language);
        return blocks.size() == 1 ? blocks.get(0) : fail("one block of " + language + " expected");
    }

    /** The first block of commands that has these words. */
    private static String holding(String words) throws IOException {
        return blocks("sh").stream()
                .filter(block -> block.contains(words))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void unzip(Path zip, Path target) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = target.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
        }
    }
}
