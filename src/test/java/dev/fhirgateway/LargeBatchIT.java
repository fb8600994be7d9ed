package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.demo.PatientGenerator;
import dev.fhirgateway.sandbox.ReceivedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch as long as the default limit allows comes back complete and in order, and each entry costs one call. */
class LargeBatchIT {
    private static final int SIZE = 10_000;
    private static final Path SYNTHEA = Path.of("..", "shared", "data", "synthea-patients-300.ndjson");

    @TempDir
    Path config;

    /** Each gives the same patients every time it is asked, so that nobody has to hold them. */
    static Stream<Arguments> patients() throws IOException {
        List<Arguments> sources = new ArrayList<>();
        sources.add(Arguments.of("generated", (Supplier<Stream<ObjectNode>>) LargeBatchIT::generated));
        if (Files.exists(SYNTHEA)) {
            List<ObjectNode> templates;
            try (MappingIterator<ObjectNode> read =
                    BatchAnswer.JSON.readerFor(ObjectNode.class).readValues(SYNTHEA.toFile())) {
                templates = read.readAll();
            }
            sources.add(Arguments.of("Synthea", (Supplier<Stream<ObjectNode>>) () -> renumbered(templates)));
        }
        return sources.stream();
    }

    private static Stream<ObjectNode> generated() {
        PatientGenerator generator = new PatientGenerator(7);
        return Stream.generate(generator::next).limit(SIZE);
    }

    private static Stream<ObjectNode> renumbered(List<ObjectNode> templates) {
        return IntStream.range(0, SIZE)
                .mapToObj(i -> templates.get(i % templates.size()).deepCopy().put("id", "synthea-" + i));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("patients")
    void comesBackCompleteAndInOrder(String name, Supplier<Stream<ObjectNode>> patients) throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, "gateway.delivery.deadline=5m")) {
            // Given
            String batch = patients.get().map(ObjectNode::toString).collect(Collectors.joining(",", "[", "]"));

            // When
            BatchAnswer answer = gateway.put(batch);

            // Then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.counts()).isEqualTo("persisted=" + SIZE + ", accepted=0, unchanged=0, failed=0");
            assertSameWithNewMeta(patients.get().iterator(), answer.text());
            assertThat(gateway.sandbox().stored("default", "patient")).isEqualTo(SIZE);
            List<ReceivedCall> latest = gateway.sandbox().received();
            assertThat(latest.get(latest.size() - 1).number())
                    .as("calls in all")
                    .isEqualTo(SIZE);
        }
    }

    private static void assertSameWithNewMeta(Iterator<ObjectNode> sent, String answer) throws IOException {
        int slots = 0;
        try (MappingIterator<ObjectNode> came =
                BatchAnswer.JSON.readerFor(ObjectNode.class).readValues(answer)) {
            while (came.hasNext()) {
                assertThat(sent.hasNext()).isTrue();
                assertThat(withoutStamps(came.next()))
                        .isEqualTo(BatchAnswer.JSON.readTree(sent.next().toString()));
                slots++;
            }
        }
        assertThat(slots).isEqualTo(SIZE);
    }

    /** The slot as it was before the gateway set the version and the times. */
    private static ObjectNode withoutStamps(ObjectNode slot) {
        ObjectNode meta = (ObjectNode) slot.path("meta");
        for (String stamp : List.of("versionId", "lastUpdated", "createdAt")) {
            assertThat(meta.remove(stamp)).as(stamp).isNotNull();
        }
        if (meta.isEmpty()) {
            slot.remove("meta");
        }
        return slot;
    }
}
