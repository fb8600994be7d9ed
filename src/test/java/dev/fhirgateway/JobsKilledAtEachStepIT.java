package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gateway that is killed before each step by which jobs are taken and delivered, and started again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobsKilledAtEachStepIT {
    private static final int ENTRIES = 200;
    private static final int RECORDS = 60;
    private static final int CHUNK = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String ACCEPTING = "accept-job/";
    private static final List<String> DELIVERING = List.of("jobs/", "next-chunks/", "job-chunk/");
    private static final String[] ASYNC = {"Content-Type", "application/fhir+ndjson", "Prefer", "respond-async"};

    @TempDir
    private static Path config;

    private Sandbox registry;
    private List<String> steps;
    private int number;

    @BeforeAll
    void deliverOnce() throws Exception {
        KillAtStep.begin();
        registry = Sandbox.start(SandboxOptions.defaults().withPort(0));
        JobHistory history = next();
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, settings(KillAtStep.BEAN))) {
            String job = place(gateway.put(history.lines(), ASYNC));
            await().atMost(PATIENCE).until(() -> isOver(gateway, job));
        }
        requireWhole(history);
        steps = List.copyOf(KillAtStep.passed());
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    Stream<String> delivering() {
        return steps.stream().filter(step -> DELIVERING.stream().anyMatch(step::startsWith));
    }

    Stream<String> accepting() {
        return steps.stream().filter(step -> step.startsWith(ACCEPTING));
    }

    @ParameterizedTest
    @MethodSource("delivering")
    void aJobThatWasTakenIsDelivered(String step) throws Exception {
        // Given
        JobHistory history = next();
        String job;
        try (KilledGateway taking = KilledGateway.start(config, settings())) {
            job = place(taking.put(history.lines(), ASYNC).orElseThrow());
        }

        // When
        try (KilledGateway killed = killedAt(step)) {
            assertThat(killed.exitCode()).isEqualTo(KillAtStep.STATUS);
        }

        // Then
        try (GatewayUnderTest again = GatewayUnderTest.start(config, settings())) {
            await().atMost(PATIENCE).until(() -> isOver(again, job));
        }
        requireWhole(history);
        assertThat(history.sentAgain()).isLessThanOrEqualTo(2 * 2 * CHUNK);
    }

    @ParameterizedTest
    @MethodSource("accepting")
    void aJobThatNobodyWasToldOfIsDeliveredWholeOrNotAtAll(String step) throws Exception {
        // When
        JobHistory history = next();
        try (KilledGateway killed = killedAt(step)) {
            assertThat(killed.put(history.lines(), ASYNC)).isEmpty();
            assertThat(killed.exitCode()).isEqualTo(KillAtStep.STATUS);
        }

        // Then
        JobHistory later = next();
        try (GatewayUnderTest again = GatewayUnderTest.start(config, settings())) {
            String job = place(again.put(later.lines(), ASYNC));
            await().atMost(PATIENCE).until(() -> isOver(again, job)); // the jobs of a client go one after the other
            assertThat(journals()).isEqualTo(again.gateway().ledger().reader().read(handle -> handle.createQuery(
                            "SELECT count(*) FROM job")
                    .map((row, context) -> row.getLong(1))
                    .one()));
        }
        history.look(registry);
        assertThat(history.lost()).isIn(0, ENTRIES);
        assertThat(history.outOfOrder()).isZero();
        requireWhole(later);
    }

    private void requireWhole(JobHistory history) {
        history.look(registry);
        assertThat(history.lost()).as("lost").isZero();
        assertThat(history.outOfOrder()).as("out of order").isZero();
    }

    private static long journals() throws IOException {
        try (Stream<Path> files = Files.list(config.resolve("data").resolve("jobs"))) {
            return files.filter(file -> !file.endsWith("ledger.lock")).count();
        }
    }

    private JobHistory next() {
        number++;
        return new JobHistory("step-" + number + "-", ENTRIES, RECORDS, number);
    }

    private static String place(BatchAnswer answer) {
        assertThat(answer.status()).isEqualTo(202);
        return URI.create(answer.header("Content-Location")).getPath();
    }

    private static boolean isOver(GatewayUnderTest gateway, String job) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(gateway.at(job)).build(), BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    private KilledGateway killedAt(String step) throws IOException {
        return KilledGateway.start(config, settings(KillAtStep.BEAN, "camel.beans.killer.step=" + step));
    }

    private String[] settings(String... more) {
        return Stream.concat(
                        Stream.of(
                                "gateway.mode=development",
                                "gateway.registry.url=" + registry.url(),
                                "gateway.registry.api-key=sandbox",
                                "gateway.jobs.chunk=" + CHUNK),
                        Stream.of(more))
                .toArray(String[]::new);
    }
}
