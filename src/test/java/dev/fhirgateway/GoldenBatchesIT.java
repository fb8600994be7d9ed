package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.ReceivedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code batches} is a case, from the bytes of an EHR to the bytes that it gets back.
 *
 * <ul>
 *   <li>{@code batch.json} is what is sent, {@code headers.json} with which headers, if any.
 *   <li>{@code registry.json}, if there is one, tells what the registry is like: {@code async} lists the types that it
 *       accepts for later, {@code faults} the status with which it answers every call to a record, by FHIR id.
 *   <li>{@code settings.json}, if there is one, holds settings of the gateway.
 *   <li>{@code sent.json} is what the registry got, by path; calls to one record in the order of their arrival.
 *   <li>{@code answer.json} is the answer. What differs from run to run is told by its form: {@code <versionId>}.
 * </ul>
 *
 * What really came is left in {@code target/batches}, so that a case is begun by its batch alone.
 */
class GoldenBatchesIT {
    private static final Path CASES = Path.of("src", "test", "resources", "batches");
    private static final Path CAME = Path.of("target", "batches");
    private static final ObjectMapper JSON = BatchAnswer.JSON;

    @TempDir
    Path config;

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreManyCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isSentAndAnsweredToTheLetter(String name) throws Exception {
        // Given
        Path folder = CASES.resolve(name);
        JsonNode registry = optional(folder.resolve("registry.json"));
        try (GatewayUnderTest gateway =
                GatewayUnderTest.start(config, settings(registry, optional(folder.resolve("settings.json"))))) {
            gateway.sandbox().faults(faults(registry.path("faults")));

            // When
            BatchAnswer answer = gateway.put(
                    Files.readString(folder.resolve("batch.json")), headers(optional(folder.resolve("headers.json"))));

            // Then
            String sent = kept(name, "sent.json", sent(gateway.sandbox().received()));
            String answered = kept(name, "answer.json", answered(answer));
            assertThat(sent).isEqualTo(Files.readString(folder.resolve("sent.json")));
            assertThat(answered).isEqualTo(Files.readString(folder.resolve("answer.json")));
        }
    }

    private static JsonNode sent(List<ReceivedCall> calls) throws IOException {
        ArrayNode sent = JSON.createArrayNode();
        for (ReceivedCall call :
                calls.stream().sorted(Comparator.comparing(ReceivedCall::path)).toList()) {
            sent.addObject().put("call", call.method() + " " + call.path()).set("body", JSON.readTree(call.bodyText()));
        }
        return sent;
    }

    private static JsonNode answered(BatchAnswer answer) {
        ObjectNode answered = JSON.createObjectNode().put("status", answer.status());
        ObjectNode headers = answered.putObject("headers");
        for (String name : List.of("Content-Type", "Retry-After", "X-Batch-Counts", "X-Batch-Id", "X-Duplicates")) {
            answer.http()
                    .headers()
                    .firstValue(name)
                    .ifPresent(value -> headers.put(name, RunDependent.masked(name, value)));
        }
        return answered.set("body", RunDependent.masked(answer.json()));
    }

    private static String[] settings(JsonNode registry, JsonNode own) {
        Stream<String> shared =
                Stream.of("gateway.delivery.max-tries=1", "sandbox.async-types=" + words(registry.path("async")));
        return Stream.concat(
                        shared,
                        own.properties().stream()
                                .map(setting -> setting.getKey() + "="
                                        + setting.getValue().asText()))
                .toArray(String[]::new);
    }

    private static FaultPlan faults(JsonNode statuses) {
        return statuses.properties().stream()
                .map(fault -> FaultPlan.always(new Fault.Status(fault.getValue().intValue()))
                        .when(call -> call.path().endsWith("/" + fault.getKey())))
                .reduce(FaultPlan.none(), FaultPlan::orElse);
    }

    private static String[] headers(JsonNode headers) {
        return headers.properties().stream()
                .flatMap(header -> Stream.of(header.getKey(), header.getValue().asText()))
                .toArray(String[]::new);
    }

    private static String words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return String.join(",", words);
    }

    private static JsonNode optional(Path file) throws IOException {
        return Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
    }

    private static String kept(String name, String file, JsonNode came) throws IOException {
        String text = came.toPrettyString() + "\n";
        Files.createDirectories(CAME.resolve(name));
        Files.writeString(CAME.resolve(name).resolve(file), text);
        return text;
    }
}
