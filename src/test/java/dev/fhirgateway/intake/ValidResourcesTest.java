package dev.fhirgateway.intake;

import static dev.fhirgateway.intake.IntakeFixture.array;
import static dev.fhirgateway.intake.IntakeFixture.check;
import static dev.fhirgateway.intake.IntakeFixture.intake;
import static dev.fhirgateway.intake.IntakeFixture.patient;
import static dev.fhirgateway.intake.IntakeFixture.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.ValidEntry;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidResourcesTest {
    private static final Path SHARED = Path.of("..", "shared", "data");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"active\":false",
                "\"birthDate\":\"1970\"",
                "\"_birthDate\":{\"extension\":[{\"url\":\"u\",\"valueCode\":\"unknown\"}]}",
                "\"birthDate\":\"1970-03\",\"_birthDate\":{\"id\":\"b\",\"extension\":[{\"url\":\"u\",\"valueTime\":\"10:00:00\"}]}",
                "\"name\":[{\"given\":[null,\"B\"],\"_given\":[{\"id\":\"g\"},null]}]",
                "\"name\":[{\"given\":[\"A\",\"B\"],\"_given\":[null,{\"extension\":[{\"url\":\"u\",\"valueString\":\"s\"}]}]}]",
                "\"deceasedBoolean\":false",
                "\"deceasedDateTime\":\"2020-01-01T10:00:00-05:00\"",
                "\"deceasedBoolean\":true,\"_deceasedBoolean\":{\"id\":\"d\"}",
                "\"multipleBirthInteger\":2",
                "\"extension\":[{\"url\":\"u\",\"valueDecimal\":1.50}]",
                "\"extension\":[{\"url\":\"u\",\"valueDecimal\":-1.0E-12}]",
                "\"extension\":[{\"url\":\"u\",\"valueDecimal\":3}]",
                "\"extension\":[{\"url\":\"u\",\"_valueString\":{\"extension\":[{\"url\":\"v\",\"valueCode\":\"x\"}]}}]",
                "\"extension\":[{\"url\":\"u\",\"valueHumanName\":{\"given\":[\"A\"]}},{\"url\":\"u\",\"valueReference\":{\"reference\":\"Group/1\"}}]",
                "\"modifierExtension\":[{\"url\":\"u\",\"valueBoolean\":true}]",
                "\"contact\":[{\"modifierExtension\":[{\"url\":\"u\",\"valueBoolean\":true}]}]",
                "\"contained\":[{\"resourceType\":\"Organization\",\"id\":\"o\",\"name\":\"N\"}],\"managingOrganization\":{\"reference\":\"#o\"}",
                "\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><b>x</b>\\n&#233;</div>\"}",
                "\"name\":[{\"text\":\"a\\tb\\r\\nc \\ud834\\udd1e 𝄞\"}]",
                "\"photo\":[{\"contentType\":\"image/png\",\"data\":\"aGk=\"}]",
                "\"meta\":{\"versionId\":\"1\",\"lastUpdated\":\"2020-01-01T00:00:00.000Z\",\"tag\":[{\"code\":\"x\"}]}",
                "\"_id\":{\"extension\":[{\"url\":\"u\",\"valueString\":\"s\"}]}"
            })
    void whatFhirAllowsIsTaken(String members) {
        assertThat(problems(patient(members))).isEmpty();
    }

    @Test
    void theTreeKeepsTheDigits() {
        String members =
                "\"extension\":[{\"url\":\"u\",\"valueDecimal\":1.50},{\"url\":\"u\",\"valueDecimal\":0.10000000000000000000000001}]";

        assertThat(check(patient(members))).isInstanceOfSatisfying(ValidEntry.class, valid -> assertThat(
                        valid.resource().toString())
                .isEqualTo(patient(members)));
    }

    @Test
    void resourcesInsideABundleAreWalkedAsWell() {
        String bundle =
                "{\"resourceType\":\"Bundle\",\"id\":\"b\",\"type\":\"collection\",\"entry\":[{\"resource\":%s}]}";

        assertThat(problems(bundle.formatted(patient("\"gender\":\"male\"")))).isEmpty();
        assertThat(problems(bundle.formatted(patient("\"gender\":\"x\""))))
                .extracting("expression")
                .containsExactly("Bundle.entry[0].resource.gender");
    }

    @Test
    void manyThreadsCheckAtOnce() throws Exception {
        Intake intake = intake();
        UpsertEntry good = intake.read(array("[" + patient("\"gender\":\"male\"") + "]"))
                .entries()
                .get(0);
        UpsertEntry bad = intake.read(array("[" + patient("\"gender\":\"x\"") + "]"))
                .entries()
                .get(0);
        Callable<Boolean> both =
                () -> intake.check(good) instanceof ValidEntry && !(intake.check(bad) instanceof ValidEntry);
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            for (Future<Boolean> right : threads.invokeAll(Collections.nCopies(640, both))) {
                assertThat(right.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void warmingUpFindsTheModelInOrder() {
        Intake.warmUp();

        assertThat(R4Model.shared().isResourceType("Patient")).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> ourSamplesAreValid() throws IOException, URISyntaxException {
        Path samples = Path.of(
                Objects.requireNonNull(getClass().getResource("/intake")).toURI());
        return files(samples, ".json").map(ValidResourcesTest::valid);
    }

    @TestFactory
    Stream<DynamicTest> examplesAreValid() throws IOException {
        return files(SHARED.resolve("hl7-examples"), ".json").map(ValidResourcesTest::valid);
    }

    @TestFactory
    Stream<DynamicTest> examplesOfMappingsAreValid() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("config", "mappings", "examples"))) {
            return files.filter(file -> file.toString().matches(".*(?<!\\.expected)\\.json")).sorted().toList().stream()
                    .map(ValidResourcesTest::valid);
        }
    }

    @TestFactory
    Stream<DynamicTest> collectionsAreValid() throws IOException {
        return files(SHARED, ".ndjson")
                .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                    UpsertBatch batch = intake().read(IntakeFixture.lines(Files.readString(file)));
                    assertThat(IntakeFixture.texts(batch)).isEqualTo(Files.readAllLines(file));
                    assertThat(batch.entries()).allSatisfy(entry -> assertThat(intake().check(entry))
                            .isInstanceOf(ValidEntry.class));
                }));
    }

    @TestFactory
    Stream<DynamicTest> brokenSamplesAreRefusedAloneOrAsABody() throws IOException {
        return files(SHARED.resolve("invalid"), ".json")
                .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                    String body = "[" + patient("") + "," + Files.readString(file) + "," + patient("") + "]";
                    if (file.getFileName().toString().startsWith("json-")) {
                        RequestRefused refused = IntakeFixture.refusal(array(body));
                        assertThat(refused.status()).isEqualTo(400);
                    } else {
                        assertThat(intake().read(array(body)).entries())
                                .extracting(entry -> intake().check(entry) instanceof ValidEntry)
                                .containsExactly(true, false, true);
                    }
                }));
    }

    private static DynamicTest valid(Path file) {
        return dynamicTest(file.getFileName().toString(), () -> assertThat(problems(Files.readString(file)))
                .isEmpty());
    }

    private static Stream<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            return found.stream();
        }
    }
}
