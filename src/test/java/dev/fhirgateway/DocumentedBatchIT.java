package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.contract.DocumentedSamples;
import dev.fhirgateway.contract.DocumentedSamples.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends the FHIR batches that are documented as they are ({@code source 003}), and sees the answer that is documented. */
class DocumentedBatchIT {
    @TempDir
    Path config;

    static Stream<Sample> batches() {
        return DocumentedSamples.all()
                .filter(sample -> sample.json().at("/0/resourceType").isTextual())
                .filter(sample -> !sample.json().path(0).has("meta"));
    }

    @Test
    void thereIsOneInTheDocumentsToo() {
        assertThat(batches().count()).isGreaterThanOrEqualTo(DocumentedSamples.hasDocuments() ? 2 : 1);
    }

    @ParameterizedTest
    @MethodSource("batches")
    void batchComesBackInItsOrderWithTheMetadataOfWhatWasStored(Sample batch) throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config)) {
            // When
            BatchAnswer answer = gateway.put(batch.text(), "Content-Type", "application/json");

            // Then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json()).hasSameSizeAs(batch.json());
            for (int i = 0; i < batch.json().size(); i++) {
                ObjectNode resource = answer.json().path(i).deepCopy();
                JsonNode meta = resource.remove("meta");
                assertThat(meta.fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrder("lastUpdated", "createdAt", "versionId");
                assertThat((JsonNode) resource).isEqualTo(batch.json().path(i));
            }
            assertThat(gateway.sandbox().stored("default", "patient"))
                    .isEqualTo(batch.json().size());
        }
    }

    /** The documented answer itself, where the document is there, has the same three. */
    @Test
    void documentedAnswersHaveTheMetadataThatOursHave() {
        List<JsonNode> metas = DocumentedSamples.all()
                .map(Sample::json)
                .filter(JsonNode::isArray)
                .flatMap(answer -> answer.findValues("meta").stream())
                .toList();

        assertThat(metas)
                .hasSizeGreaterThanOrEqualTo(DocumentedSamples.hasDocuments() ? 3 : 0)
                .allSatisfy(meta -> assertThat(meta.fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrder("lastUpdated", "createdAt", "versionId"));
    }
}
