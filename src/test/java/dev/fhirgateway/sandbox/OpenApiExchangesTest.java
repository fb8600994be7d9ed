package dev.fhirgateway.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.sandbox.RegistryClient.Reply;
import dev.fhirgateway.sandbox.http.DocumentedApi;
import dev.fhirgateway.sandbox.http.DocumentedApi.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Gets every answer that the OpenAPI document tells from a running sandbox, and holds each against its schema. */
class OpenApiExchangesTest extends SandboxCase {
    private static final Path EXCHANGES = Path.of("src", "test", "resources", "openapi", "exchanges.txt");
    private static final Set<Integer> WRITTEN = Set.of(200, 201, 202);

    private final DocumentedApi api = new DocumentedApi();
    private final Map<String, Set<String>> seen = new TreeMap<>();
    private String lastTask = "";

    @Override
    SandboxOptions options() {
        return super.options()
                .withStrictCatalog(true)
                .withAsyncTypes(Set.of("letter", "mentions"))
                .withSourceApiKeys(Map.of("other", "other-key"));
    }

    @Test
    void every_documented_answer_is_given_and_no_other() throws Exception {
        // When
        for (String line : exchanges()) {
            if (line.equals("wait")) {
                clock.move(Duration.ofMinutes(1));
            } else {
                exchange(line.split(" +", 4));
            }
        }
        callWithoutAndWithAnotherKey();
        sendTooMuch();
        makeTrouble();

        // Then
        for (Operation operation : api.operations()) {
            assertThat(seen.get(operation.name()))
                    .as(operation.name())
                    .containsExactlyInAnyOrderElementsOf(operation.statuses());
        }
    }

    private void exchange(String[] call) throws Exception {
        String path = call[1].replace("<task>", lastTask);
        String body = call.length > 3 ? call[3] : "";
        Operation operation = api.of(call[0], path);

        Reply reply = client.call(call[0], path, body);

        assertThat(reply.status())
                .as(String.join(" ", call) + "\n" + reply.text())
                .isEqualTo(Integer.parseInt(call[2]));
        if (operation.hasBody() && WRITTEN.contains(reply.status())) {
            JsonNode sent = RegistryJson.parse(body.getBytes(UTF_8)).orElseThrow();
            assertThat(api.problems(api.requestSchema(operation), sent))
                    .as(body)
                    .isEmpty();
        }
        hold(operation, Integer.toString(reply.status()), reply);
        lastTask = reply.json().path("taskId").asText(lastTask);
    }

    private void callWithoutAndWithAnotherKey() throws Exception {
        RegistryClient without = new RegistryClient(sandbox.url(), null);
        RegistryClient another = new RegistryClient(sandbox.url(), "other-key");
        for (Operation operation : api.operations()) {
            boolean open = operation.json().has("security");
            Reply unknown = without.call(operation.method(), anyPath(operation), "");
            assertThat(unknown.status()).as(operation.name()).isEqualTo(open ? 200 : 401);
            if (!open) {
                hold(operation, "401", unknown);
                hold(operation, "403", another.call(operation.method(), anyPath(operation), ""));
            }
        }
    }

    /** No client library would announce a body and not send it. */
    private void sendTooMuch() throws IOException {
        for (Operation operation :
                api.operations().stream().filter(Operation::hasBody).toList()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
                socket.setSoTimeout(20_000);
                String head = operation.method() + " " + anyPath(operation)
                        + " HTTP/1.1\r\nHost: sandbox\r\nContent-Length: 99000000\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(UTF_8));
                BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                assertThat(answer.readLine()).as(operation.name()).startsWith("HTTP/1.1 413 ");
                answer.lines().takeWhile(line -> !line.isEmpty()).forEach(header -> {});
                hold(operation, "413", new ObjectMapper().readTree(answer));
            }
        }
    }

    private void makeTrouble() throws Exception {
        client.put("/sandbox/trouble", "{\"status\":418}");
        for (Operation operation : api.operations()) {
            Reply reply = client.call(operation.method(), anyPath(operation), "");
            boolean struck = reply.status() == 418;
            assertThat(struck)
                    .as(operation.name() + " documents trouble")
                    .isEqualTo(operation.statuses().contains(DocumentedApi.DEFAULT));
            if (struck) {
                hold(operation, DocumentedApi.DEFAULT, reply.json());
            }
            client.put("/sandbox/trouble", "{\"status\":418}");
        }
    }

    private void hold(Operation operation, String status, Reply reply) {
        assertThat(reply.status()).as(operation.name()).isEqualTo(Integer.parseInt(status));
        assertThat(reply.header("Content-Type")).isEqualTo(DocumentedApi.JSON);
        hold(operation, status, reply.json());
    }

    private void hold(Operation operation, String status, JsonNode body) {
        String what = operation.name() + " " + status + "\n" + body;
        assertThat(operation.statuses()).as(what).contains(status);
        assertThat(api.problems(api.responseSchema(operation, status), body))
                .as(what)
                .isEmpty();
        seen.computeIfAbsent(operation.name(), name -> new TreeSet<>()).add(status);
    }

    private static String anyPath(Operation operation) {
        return operation.path().replaceAll("\\{\\w+}", "north");
    }

    private static List<String> exchanges() throws IOException {
        return Files.readAllLines(EXCHANGES).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
