package dev.fhirgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.contract.DocumentedSamples.Sample;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Brings the sandbox to show the very ids and identifiers that the documents have in their samples of answers. */
class DocumentedAnswersTest {
    private Sandbox sandbox;
    private RegistryHttp http;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults());
        http = new RegistryHttp(sandbox.url(), "sandbox", time -> {});
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void allShapesAreAmongTheSamples() {
        // Then
        int times = DocumentedSamples.hasDocuments() ? 2 : 1;
        assertThat(lineages()).hasSizeGreaterThanOrEqualTo(2 * times);
        assertThat(ids()).hasSizeGreaterThanOrEqualTo(3 * times);
    }

    @TestFactory
    Stream<DynamicTest> partitionNamesTheSourceAsTheSampleDoes() {
        return lineages().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.name(), () -> {
                    JsonNode identifier = sample.json().at("/identifier/0");
                    String[] use = identifier.path("use").asText().split("\\.", 2);
                    String id = identifier.path("value").asText();
                    boolean isRelationship = id.contains(".");

                    String path = isRelationship ? linked(use[0], use[1], id.split("\\.")) : stored(use[0], use[1], id);
                    Reply shown = http.call("GET", "/partitions/" + use[0] + "/v1/" + path, "");

                    shown.is(200).equal("/meta/identifier", sample.json().path("identifier"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> relationshipHasTheIdOfTheSampleAndIsFoundByItsFormerForms() {
        return ids().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.name(), () -> {
                    String id = sample.json().path("id").asText();
                    String[] ends = Arrays.stream(id.split(id.contains(",") ? "," : "\\."))
                            .map(end -> end.substring(end.lastIndexOf('.') + 1))
                            .toArray(String[]::new);

                    linked("source-a", "knows", ends);
                    Reply read = http.call("GET", "/sources/source-a/v1/relationships/knows/" + id, "");

                    read.is(200).text("/id", ends[0] + "." + ends[1]);
                }));
    }

    /** Gives its path in a partition. */
    private String stored(String source, String type, String id) {
        http.call("PUT", "/sources/" + source + "/v1/resources/" + type + "/" + id, "{\"data\":{}}")
                .is(200, 201);
        return "collections/" + type + "/resources/" + id;
    }

    private String linked(String source, String type, String... ends) {
        stored(source, "organization", ends[0]);
        stored(source, "practitioner", ends[1]);
        String body = Json.of("from", end("organization", ends[0]), "to", end("practitioner", ends[1]))
                .toString();
        http.call("POST", "/sources/" + source + "/v1/relationships/" + type, body)
                .is(201, 409);
        return "relationships/" + type + "/" + ends[0] + "." + ends[1];
    }

    private static JsonNode end(String type, String id) {
        return Json.of("id", id, "type", type);
    }

    /** Those of the current convention, with values and not with names in braces. */
    private static List<Sample> lineages() {
        return DocumentedSamples.all()
                .filter(sample ->
                        sample.json().at("/identifier/0/system").asText().equals("source"))
                .filter(DocumentedAnswersTest::isExample)
                .toList();
    }

    private static List<Sample> ids() {
        return DocumentedSamples.all()
                .filter(sample ->
                        sample.json().path("id").isTextual() && sample.json().size() == 1)
                .filter(DocumentedAnswersTest::isExample)
                .toList();
    }

    private static boolean isExample(Sample sample) {
        return !sample.json().toString().contains("}\"")
                || !sample.json().toString().contains("\"{");
    }
}
