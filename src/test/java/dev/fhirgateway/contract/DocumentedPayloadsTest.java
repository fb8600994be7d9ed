package dev.fhirgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.MovableClock;
import dev.fhirgateway.contract.DocumentedSamples.Sample;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Sends the request samples of the documents as they are, and sees answers of the documented shapes. Where a sample
 * leaves something out that the documents themselves ask for, its test says so: as it is, it is refused.
 */
class DocumentedPayloadsTest {
    private static final String SOURCE = "/sources/demo/v1";
    private static final JsonNode ENDS = Json.read(
            """
            {"from": {"id": "from-1", "type": "provider"}, "to": {"id": "to-1", "type": "office"}}""");

    private final MovableClock clock = new MovableClock();
    private Sandbox sandbox;
    private RegistryHttp http;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults().withClock(clock));
        http = new RegistryHttp(sandbox.url(), "sandbox", clock::move);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void allShapesOfRequestsAreAmongTheSamples() {
        // Then
        assertThat(DocumentedSamples.all().filter(this::isResource).count())
                .isGreaterThanOrEqualTo(DocumentedSamples.hasDocuments() ? 8 : 3);
        assertThat(DocumentedSamples.all().filter(this::isRelationship).count())
                .isGreaterThanOrEqualTo(DocumentedSamples.hasDocuments() ? 4 : 2);
        assertThat(DocumentedSamples.all().filter(this::isBulk).count())
                .isGreaterThanOrEqualTo(DocumentedSamples.hasDocuments() ? 2 : 1);
    }

    @TestFactory
    Stream<DynamicTest> resourceIsStoredAndAnsweredInItsEnvelope() {
        return tests(DocumentedSamples.all().filter(this::isResource).filter(Sample::isStrictJson), sample -> {
            Reply put = http.call("PUT", path(sample), sample.text());
            Reply post = http.call("POST", SOURCE + "/resources/office", sample.text());

            isEnvelope(put, sample.json());
            isEnvelope(post, sample.json());
        });
    }

    @TestFactory
    Stream<DynamicTest> sampleWithCommentsIsNoJsonAndIsTakenWithoutThem() {
        return tests(
                DocumentedSamples.all().filter(this::isResource).filter(sample -> !sample.isStrictJson()), sample -> {
                    http.call("PUT", path(sample), sample.text()).refused(400, "INVALID_ARGUMENT");
                    isEnvelope(http.call("PUT", path(sample), sample.json().toString()), sample.json());
                });
    }

    @TestFactory
    Stream<DynamicTest> relationshipWhoseEndsAreLeftToTheReaderIsRefusedUntilTheyAreFilledIn() {
        return tests(DocumentedSamples.all().filter(this::isRelationship), sample -> {
            ObjectNode filled = sample.json().deepCopy();
            filled.setAll((ObjectNode) ENDS);

            http.call("POST", SOURCE + "/relationships/works-at", sample.json().toString())
                    .refused(400, "INVALID_ARGUMENT", "FAILED_PRECONDITION");
            http.call("PUT", SOURCE + "/resources/provider/from-1", "{\"data\":{}}");
            http.call("PUT", SOURCE + "/resources/office/to-1", "{\"data\":{}}");
            http.call("DELETE", SOURCE + "/relationships/works-at/from-1.to-1", "");
            Reply created = http.call("POST", SOURCE + "/relationships/works-at", filled.toString());

            created.persisted(201).ofRecord().text("/id", "from-1.to-1").text("/type", "works-at");
        });
    }

    @TestFactory
    Stream<DynamicTest> bulkRequestWithoutTypesAndIdsIsRefusedUntilTheyAreFilledIn() {
        return tests(DocumentedSamples.all().filter(this::isBulk), sample -> {
            JsonNode filled = sample.json().deepCopy();
            filled.findValues("create").forEach(create -> ((ObjectNode) create).put("type", "office"));
            filled.findValues("upsert")
                    .forEach(upsert ->
                            ((ObjectNode) upsert).put("type", "office").put("id", "up-1"));

            Reply asItIs = http.call("POST", SOURCE + "/resources/bulk", sample.text());
            Reply accepted = http.call("POST", SOURCE + "/resources/bulk", filled.toString());
            clock.move(Duration.ofMinutes(1));
            String task = SOURCE + "/tasks/" + accepted.body().path("taskId").asText();

            asItIs.refused(400, "INVALID_ARGUMENT").has("/details/0").has("/details/1");
            accepted.is(202)
                    .text("/status", "ACCEPTED")
                    .equal("/bulkId", accepted.body().path("taskId"));
            http.call("GET", task, "").is(200).text("/status", "SUCCESS");
        });
    }

    private static String path(Sample sample) {
        return SOURCE + "/resources/office/" + sample.name().replaceAll("\\W+", "-");
    }

    private static void isEnvelope(Reply reply, JsonNode sent) {
        reply.persisted(201)
                .matches("/taskId", ".+")
                .has("/resource/id")
                .text("/resource/type", "office")
                .equal("/resource/data", sent.path("data"));
        if (sent.at("/meta/createdAt").isTextual()) {
            assertThat(Forms.time(reply.body().at("/resource/meta/createdAt").asText()))
                    .isEqualTo(Forms.time(sent.at("/meta/createdAt").asText()));
        }
        reply.equal("/resource/meta/identifier", sent.at("/meta/identifier"));
        assertThat(reply.body().at("/resource/contained").findValues("data"))
                .isEqualTo(sent.path("contained").findValues("data"));
    }

    private static Stream<DynamicTest> tests(Stream<Sample> samples, Consumer<Sample> test) {
        return samples.map(sample -> DynamicTest.dynamicTest(sample.name(), () -> test.accept(sample)));
    }

    private boolean isResource(Sample sample) {
        return sample.json().has("data") && !sample.json().has("id") && !isRelationship(sample);
    }

    private boolean isRelationship(Sample sample) {
        return sample.json().has("from");
    }

    private boolean isBulk(Sample sample) {
        return sample.json().has("operations");
    }
}
