package dev.fhirgateway.intake;

import static dev.fhirgateway.intake.IntakeFixture.entry;
import static dev.fhirgateway.intake.IntakeFixture.intake;
import static dev.fhirgateway.intake.IntakeFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.ValidEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The verdict on a resource is that of HAPI's strict parser and of the rules of FHIR's JSON together, also where HAPI is
 * not asked: over all types, over samples, and over both after mutation. HAPI's words never get out.
 */
class HapiAgreementTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path SHARED = Path.of("..", "shared", "data");
    private static final Set<String> TYPES =
            new TreeSet<>(FhirContext.forR4Cached().getResourceTypes());

    private final Verdicts verdicts = new Verdicts();

    @Test
    void resourcesOfAllTypesAreTakenAndHapiIsSeldomAsked() {
        R4Generator generator = new R4Generator(new Random(4));
        for (String type : TYPES) {
            for (int i = 0; i < 2; i++) {
                verdicts.hold(generator.resource(type));
            }
        }

        assertThat(verdicts.refused()).isZero();
        assertThat(verdicts.asked()).isLessThan(verdicts.all() / 5);
    }

    @Test
    void mutatedResourcesOfAllTypes() {
        Random random = new Random(20260301);
        R4Generator generator = new R4Generator(random);
        for (String type : TYPES) {
            mutate(generator.resource(type), random, 15);
        }

        assertThat(verdicts.refused()).isBetween(verdicts.all() / 3, verdicts.all());
        assertThat(verdicts.asked()).isLessThan(verdicts.all() / 5);
    }

    @Test
    void samplesAndTheirMutations() throws IOException {
        Random random = new Random(7);
        for (String sample : samples()) {
            verdicts.hold((ObjectNode) MAPPER.readTree(sample));
        }
        assertThat(verdicts.refused()).isZero();
        assertThat(verdicts.asked()).isLessThanOrEqualTo(verdicts.all() / 20);

        for (String sample : samples()) {
            mutate((ObjectNode) MAPPER.readTree(sample), random, 6);
        }
    }

    @Test
    void aResourceWithABrokenByteIsNeverAnException() throws IOException {
        Random random = new Random(7);
        byte[] original = utf8(own("patient.json"));
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = original.clone();
            bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:0x".charAt(random.nextInt(9));
            EntryState state = intake().check(entry(bytes, "Patient", "zz-1"));
            if (state instanceof ValidEntry) {
                assertThat(Verdicts.hapiRefuses(new String(bytes, StandardCharsets.UTF_8)))
                        .isFalse();
            }
        }
    }

    private void mutate(ObjectNode resource, Random random, int times) {
        Mutations mutations = new Mutations(random);
        for (int i = 0; i < times; i++) {
            ObjectNode mutated = resource.deepCopy();
            for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
                mutations.mutate(mutated);
            }
            verdicts.hold(mutated);
        }
    }

    /** Our own, and what stands beside the project: all examples, and of the collections every so many. */
    private static List<String> samples() throws IOException {
        List<String> samples = new ArrayList<>();
        for (String name : List.of("patient.json", "encounter.json", "practitioner-role.json")) {
            samples.add(own(name));
        }
        for (Path file : files(SHARED.resolve("hl7-examples"))) {
            samples.add(Files.readString(file));
        }
        for (Path file : files(SHARED)) {
            if (file.toString().endsWith(".ndjson")) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i += 10) {
                    samples.add(lines.get(i));
                }
            }
        }
        return samples;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String own(String name) throws IOException {
        try (InputStream in = HapiAgreementTest.class.getResourceAsStream("/intake/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
