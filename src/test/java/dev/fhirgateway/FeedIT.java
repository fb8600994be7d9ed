package dev.fhirgateway;

import static dev.fhirgateway.RouteFolder.answering;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's routes as sources of batches: they give what they have, and get what an EHR would get. */
class FeedIT {
    @TempDir
    static Path config;

    private static Gateway gateway;
    private static Sandbox registry;
    private static ProducerTemplate camel;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(
                config.resolve("feeds.camel.yaml"),
                answering("ward-feed", "ward", "unused")
                                .replace(
                                        """
                        - setBody:
                            constant: unused
                """,
                                        """
                        - setVariable:
                            name: source-key
                            constant: ward-9
                        - to: direct:upsert-batch
                """)
                        + """
                        - beans:
                            - name: intake
                              type: java.lang.Object
                        """);
        gateway = Ehr.gateway(config);
        registry = Objects.requireNonNull(gateway.sandbox());
        camel = gateway.context().createProducerTemplate();
    }

    @AfterAll
    static void stop() throws IOException {
        camel.close();
        gateway.close();
    }

    @Test
    void aStringBytesAndAFileAreBatches() throws IOException {
        Path file = Files.writeString(config.resolve("batch.json"), Ehr.patient("from-a-file"));

        assertAnswered(send("direct:upsert-batch", Ehr.patient("from-a-string")), "from-a-string");
        assertAnswered(
                send("direct:upsert-batch", Ehr.patient("from-bytes").getBytes(StandardCharsets.UTF_8)), "from-bytes");
        assertAnswered(send("direct:upsert-batch", file.toFile()), "from-a-file");

        assertThat(paths("from-a-")).allMatch(path -> path.startsWith("/sources/default/v1/"));
    }

    @Test
    void aVariableOfTheRouteChoosesTheSource() {
        assertAnswered(send("direct:ward", Ehr.patient("from-the-ward")), "from-the-ward");

        assertThat(paths("from-the-ward")).containsExactly("/sources/ward-9/v1/resources/patient/from-the-ward");
    }

    @Test
    void aHeaderChoosesNothing() {
        Exchange answer = camel.request("direct:upsert-batch", exchange -> {
            exchange.getMessage().setBody(Ehr.patient("with-headers"));
            exchange.getMessage()
                    .setHeaders(new java.util.HashMap<>(
                            Map.of("source-key", "ward-9", "CamelHttpUri", "http://127.0.0.1:1/", "X-Api-Key", "x")));
        });

        assertAnswered(answer, "with-headers");
        assertThat(paths("with-headers")).containsExactly("/sources/default/v1/resources/patient/with-headers");
    }

    @Test
    void whatIsNoBatchIsRefusedAsMessageAndNotAsException() {
        Exchange refused = send("direct:upsert-batch", "hello");
        Exchange empty = send("direct:upsert-batch", null);

        assertThat(List.of(refused, empty)).allSatisfy(answer -> {
            assertThat(answer.getException()).isNull();
            assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                    .isEqualTo(400);
            assertThat(answer.getMessage().getBody(String.class)).contains("OperationOutcome");
        });
    }

    @Test
    void aBeanWithANameOfTheGatewaysDoesNotTakeItsPlace() throws Exception {
        assertThat(gateway.context().getRegistry().lookupByName("intake").getClass())
                .isEqualTo(Object.class);
        assertThat(Ehr.of(gateway).put(Ehr.PATIENT).statusCode()).isEqualTo(200);
    }

    private static Exchange send(String endpoint, Object body) {
        return camel.request(endpoint, exchange -> exchange.getMessage().setBody(body));
    }

    private static void assertAnswered(Exchange answer, String id) {
        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
        assertThat(answer.getMessage().getHeader("X-Batch-Counts"))
                .isEqualTo("persisted=1, accepted=0, unchanged=0, failed=0");
        assertThat(answer.getMessage().getBody(String.class)).contains("\"" + id + "\"", "versionId");
    }

    private static List<String> paths(String id) {
        return registry.received().stream()
                .map(call -> call.path())
                .filter(path -> path.contains(id))
                .toList();
    }
}
