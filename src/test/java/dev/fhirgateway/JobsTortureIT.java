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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs whose gateway is killed again and again. What the registry saw is held against what was sent: nothing lost, no
 * record taken back, and again only what was on its way. The whole of it takes minutes: {@code src/bench/README.md} says
 * how to run it with more entries and kills.
 */
class JobsTortureIT {
    private static final int ENTRIES = Integer.getInteger("torture.entries", 3_000);
    private static final int KILLS = Integer.getInteger("torture.kills", 5);
    private static final long SEED = Long.getLong("torture.seed", 7);
    private static final int CHUNK = 100;
    private static final int CHUNKS_AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String[] ASYNC = {"Content-Type", "application/fhir+ndjson", "Prefer", "respond-async"};

    @TempDir
    private Path config;

    private Sandbox registry;

    @BeforeEach
    void start() {
        registry = Sandbox.start(SandboxOptions.defaults().withPort(0));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aJobThatIsKilledAtAnyMomentGoesOnByItself() throws Exception {
        Random moments = new Random(SEED);
        JobHistory history = new JobHistory("torture-", ENTRIES, ENTRIES / 4, SEED);
        Instant began = Instant.now();
        String job;

        // When
        try (KilledGateway first = KilledGateway.start(config, settings())) {
            BatchAnswer taken = first.put(history.lines(), ASYNC).orElseThrow();
            assertThat(taken.status()).isEqualTo(202);
            job = URI.create(taken.header("Content-Location")).getPath();
            killWithin(history, moments);
        }
        for (int kill = 1; kill < KILLS; kill++) {
            try (KilledGateway next = KilledGateway.start(config, settings())) {
                assertThat(next.isAlive()).isTrue();
                killWithin(history, moments);
            }
        }

        // Then
        try (KilledGateway last = KilledGateway.start(config, settings())) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> isOver(last, job, history));
            assertThat(get(last, job + "/output").lines()).hasSize(ENTRIES);
        }
        history.look(registry);
        System.out.printf(
                "%d entries, %d records, %d kills, seed %d: %d lost, %d out of order, %d sent again; %d s%n",
                ENTRIES,
                history.records(),
                KILLS,
                SEED,
                history.lost(),
                history.outOfOrder(),
                history.sentAgain(),
                Duration.between(began, Instant.now()).toSeconds());
        assertThat(history.lost()).as("lost").isZero();
        assertThat(history.outOfOrder()).as("out of order").isZero();
        assertThat(history.sentAgain()).as("sent again").isLessThanOrEqualTo(KILLS * CHUNKS_AT_ONCE * CHUNK);
        assertThat(registry.stored("default", "patient")).isEqualTo(history.records());
    }

    /** Returns at any moment of the part of the job that is for one kill, on an average; its start belongs to it. */
    private void killWithin(JobHistory history, Random moments) {
        int entries = history.look(registry) + moments.nextInt(2 * ENTRIES / (KILLS + 1));
        int millis = moments.nextInt(50);
        await().atMost(PATIENCE)
                .pollDelay(millis, TimeUnit.MILLISECONDS)
                .pollInterval(Duration.ofMillis(40))
                .until(() -> history.look(registry) >= Math.min(entries, ENTRIES - 1));
    }

    private boolean isOver(KilledGateway gateway, String job, JobHistory history)
            throws IOException, InterruptedException {
        history.look(registry);
        return request(gateway, job) == 200;
    }

    private static int request(KilledGateway gateway, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(gateway.at(path)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static String get(KilledGateway gateway, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(gateway.at(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private String[] settings(String... more) {
        return Stream.concat(
                        Stream.of(
                                "gateway.mode=development",
                                "gateway.registry.url=" + registry.url(),
                                "gateway.registry.api-key=sandbox",
                                "gateway.jobs.chunk=" + CHUNK,
                                "gateway.jobs.chunks-at-once=" + CHUNKS_AT_ONCE),
                        Stream.of(more))
                .toArray(String[]::new);
    }
}
