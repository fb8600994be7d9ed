package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads of a gateway at work. */
class MetricsIT {
    /** {@code # TYPE gateway_batch_duration_seconds histogram} */
    private static final Pattern SCRAPED = Pattern.compile("(?m)^# TYPE (gateway_\\w+) (\\w+)$");

    /** {@code | `gateway_batch_duration_seconds` | histogram | ...} */
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(gateway_\\w+)` \\| (\\w+) \\|");

    @TempDir
    static Path config;

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.start(
                config,
                "gateway.metrics.unmapped-sample=1ms",
                "gateway.delivery.max-tries=2",
                "gateway.delivery.backoff-initial=1ms",
                "gateway.delivery.backoff-max=1ms");
    }

    @AfterEach
    void healRegistry() {
        gateway.sandbox().faults(FaultPlan.none());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void entriesAndBatchesAreCounted() throws Exception {
        // Given
        String batch = "[" + MarkedPatients.patient("counted") + ",{\"resourceType\":\"Encounter\",\"id\":\"bad\"},7]";

        // When
        gateway.put(batch.replace(",7", ""));
        gateway.put(batch);

        // Then
        assertThat(scrape())
                .containsPattern("gateway_entries_total\\{blame=\"none\",outcome=\"persisted\",source=\"default\","
                        + "type=\"Patient\"} [1-9]")
                .containsPattern("gateway_batches_total\\{kind=\"upsert\",status=\"20[07]\"} [1-9]")
                .containsPattern("gateway_batches_total\\{kind=\"refused\",status=\"400\"} [1-9]")
                .containsPattern("gateway_batch_duration_seconds_bucket\\{source=\"default\",le=\"120.0\"} [1-9]");
    }

    @Test
    void theProcessAndTheJvmAreMeasured() throws Exception {
        assertThat(scrape()).contains("jvm_memory_used_bytes", "jvm_gc_", "jvm_threads_live", "process_cpu_usage");
    }

    @Test
    void camelDoesNotMeasureEachStep() throws Exception {
        gateway.put(MarkedPatients.batch(List.of("steps")));

        assertThat(scrape()).contains("jvm_info").doesNotContain("camel_exchange", "camel_routes", "direct://");
        assertThat(gateway.gateway().context().getCamelContextExtension().isEventNotificationApplicable())
                .as("whether Camel makes an event of each step")
                .isFalse();
    }

    @Test
    void whatEveryMeterMeansIsDocumented() throws Exception {
        // Given
        gateway.put(MarkedPatients.batch(List.of("documented")));
        gateway.put("nonsense");
        try (ProducerTemplate feed = gateway.gateway().context().createProducerTemplate()) {
            feed.requestBody(
                    "direct:upsert-batch", "[{\"resourceType\":\"Patient\",\"id\":\"bad\",\"birthDate\":\"Zz\"}]");
        }
        await().untilAsserted(() -> assertThat(scrape())
                .contains(
                        "gateway_mapping_unmapped_total",
                        "gateway_balance_entries",
                        "gateway_dead_letters_open_letters"));

        // When
        Set<String> scraped = found(SCRAPED, scrape());
        Set<String> documented = found(DOCUMENTED, Files.readString(Path.of("src", "docs", "metrics.md")));

        // Then
        assertThat(documented).isEqualTo(scraped);
    }

    @Test
    void noValueOfAResourceBecomesALabel() throws Exception {
        // Given
        List<String> entries = new ArrayList<>(MarkedPatients.tellingButBad());
        entries.add(MarkedPatients.telling("good"));
        entries.add(MarkedPatients.telling("failing"));
        gateway.sandbox().faults(FaultPlan.always(new Fault.Status(503)).when(call -> call.path()
                .endsWith("failing")));

        // When
        gateway.put(entries.toString());
        gateway.put("[\"Zzvalue\"]");
        await().untilAsserted(() -> assertThat(scrape()).contains("element=\"Patient.extension\""));

        // Then
        assertThat(scrape()).contains("type=\"other\"").doesNotContain("Zzvalue", "Zzid", "Zztype", "example.org");
    }

    @Test
    void manyNamesOfTypesAndRecordsMakeNoMoreSeries() throws Exception {
        // Given
        gateway.put(types(0, 100));
        long before = series();

        // When
        gateway.put(types(100, 10_000));

        // Then
        assertThat(series()).isEqualTo(before);
    }

    private static String types(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"resourceType\":\"Zztype" + i + "\",\"id\":\"Zzid-" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static long series() throws Exception {
        return scrape().lines()
                .filter(line -> line.startsWith("gateway_entries"))
                .count();
    }

    /** Name and kind of each. */
    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult meter) -> meter.group(1) + " " + meter.group(2))
                .filter(meter -> !meter.contains("_max "))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String scrape() throws Exception {
        return gateway.get("/observe/metrics");
    }
}
