package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.RegistryHeaders;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.ReceivedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Resources of all types that are mapped, in batches as they come, into a registry that has a profile for each. */
class MixedBatchIT {
    private static final Path CATALOG = Path.of("config", "samples", "catalog");
    private static final Path EXAMPLES = Path.of("config", "mappings", "examples");
    private static final Path SHARED = Path.of("..", "shared", "data");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path config;

    private GatewayUnderTest gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = GatewayUnderTest.start(config, "sandbox.strict-catalog=true");
        call("PUT", "/catalog/v1/sources/default", "{\"type\":\"registry\"}");
        for (String kind : List.of("contained-profiles", "profiles", "relationship-definitions")) {
            try (Stream<Path> files = Files.list(CATALOG.resolve(kind))) {
                for (Path file : files.toList()) {
                    String key = file.getFileName().toString().replace(".json", "");
                    call(
                            "PUT",
                            "/sources/default/v1/" + kind.replace("contained-", "") + "/" + key,
                            Files.readString(file));
                }
            }
        }
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    /** What stands in the shared folder is tried where it is; the examples of the mappings always. */
    @TestFactory
    Stream<DynamicTest> everyRecordIsTakenAndEveryRelationshipWhoseEndsWereSentIsThere() {
        Stream<DynamicTest> own = Stream.of(DynamicTest.dynamicTest("the examples of the mappings", this::examples));
        return Files.isDirectory(SHARED)
                ? Stream.concat(own, Stream.of(DynamicTest.dynamicTest("the shared data", this::shared)))
                : own;
    }

    private void examples() throws Exception {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            List<String> resources = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(".expected.json"))
                    .sorted()
                    .toList()) {
                ObjectNode resource = (ObjectNode) json.readTree(Files.readString(file));
                resources.add(resource.toString());
            }
            assertThat(resources).hasSizeGreaterThan(20);
            assertThat(allEndsMeet(List.of(resources))).hasSizeGreaterThan(50);
        }
    }

    private void shared() throws Exception {
        // Given
        List<String> connected = Stream.of("practitioner-roles", "locations", "organizations", "practitioners")
                .flatMap(name -> lines("synthea-" + name + "-40.ndjson").stream())
                .toList();
        List<String> encounters = lines("synthea-encounters-120.ndjson");
        List<String> patients = lines("synthea-patients-300.ndjson");
        List<String> official = new ArrayList<>();
        try (Stream<Path> files = Files.list(SHARED.resolve("hl7-examples"))) {
            for (Path file : files.toList()) {
                official.add(Files.readString(file));
            }
        }

        // When, Then
        gateway.sandbox().reset();
        assertThat(allEndsMeet(List.of(connected, patients, encounters, official)))
                .hasSizeGreaterThan(280);
        assertThat(state("records"))
                .containsEntry("patient", 312)
                .containsEntry("encounter", 120)
                .containsEntry("practitionerRole", 40);
        assertThat(state("relationships"))
                .containsEntry("practitionerRolePractitioner", 40)
                .containsEntry("practitionerRoleOrganization", 40)
                .containsEntry("practitionerRoleLocation", 40)
                .containsEntry("locationManagingOrganization", 40)
                .containsEntry("encounterSubject", 120);

        // When, Then: as one batch encounters find what they name by identifier
        gateway.sandbox().reset();
        List<String> all = Stream.of(encounters, connected, official, patients)
                .flatMap(List::stream)
                .toList();
        assertThat(allEndsMeet(List.of(all))).hasSizeGreaterThan(340);
    }

    /** Sends batches; the references in them that have to be relationships then. */
    private Set<String> allEndsMeet(List<List<String>> batches) throws Exception {
        SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.none());
        SentReferences references = new SentReferences();
        for (List<String> batch : batches) {
            assertThat(stored(batch)).isEqualTo(batch.size());
            List<JsonNode> resources = new ArrayList<>();
            for (String resource : batch) {
                resources.add(json.readTree(resource));
            }
            references.send(resources);
        }
        assertThat(related(calls)).containsAll(references.pairs());
        return references.pairs();
    }

    private Set<String> related(SandboxCalls calls) throws Exception {
        Set<String> pairs = new TreeSet<>();
        for (ReceivedCall call : calls.all()) {
            if (call.path().contains("/relationships/") && call.status().orElse(0) / 100 == 2) {
                JsonNode made = json.readTree(call.body());
                pairs.add(record(made.path("from")) + " " + record(made.path("to")));
            }
        }
        return pairs;
    }

    private static String record(JsonNode end) {
        return end.path("type").asText() + "/" + end.path("id").asText();
    }

    private int stored(List<String> resources) throws Exception {
        BatchAnswer answer = gateway.put(resources.stream().collect(Collectors.joining(",", "[", "]")));
        assertThat(answer.slots())
                .filteredOn(slot -> slot.path("resourceType").asText().equals("OperationOutcome"))
                .map(BatchAnswer::diagnostics)
                .isEmpty();
        return answer.slots().size();
    }

    private Map<String, Integer> state(String what) throws Exception {
        JsonNode counts =
                json.readTree(call("GET", "/sandbox/state", "")).path(what).path("default");
        Map<String, Integer> byType = new TreeMap<>();
        counts.properties()
                .forEach(count -> byType.put(count.getKey(), count.getValue().asInt()));
        return byType;
    }

    private String call(String method, String path, String body) throws Exception {
        URI url = gateway.sandbox().url().resolve(path);
        HttpRequest request = HttpRequest.newBuilder(url)
                .header(RegistryHeaders.API_KEY, "sandbox")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + answer.body()).isBetween(200, 201);
        return answer.body();
    }

    private static List<String> lines(String file) {
        try (Stream<String> lines = Files.lines(SHARED.resolve(file))) {
            return lines.filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
