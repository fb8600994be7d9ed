package dev.fhirgateway.delivery.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of decision 8. Latencies in milliseconds; the limit may move between 4 and 64. */
class AdaptiveLimitTest {
    @ParameterizedTest
    @CsvSource({"20, 0.1", "20, 0.5", "50, 0.5", "200, 0.1", "200, 0.5", "2000, 0.5"})
    void itStaysAtTheCeilingHoweverMuchTheLatencyVaries(double latency, double jitter) {
        SimulatedRegistry registry = new SimulatedRegistry(SimulatedRegistry.taking(now -> latency, jitter));

        registry.until(60_000 + 60 * latency);

        assertThat(registry.lowest).isEqualTo(64);
    }

    @Test
    void pausesOfABusyGatewayHardlyMoveIt() {
        SimulatedRegistry registry = new SimulatedRegistry(
                SimulatedRegistry.seenByABusyGateway(SimulatedRegistry.taking(now -> 20, 0.2), 100));

        registry.until(60_000);

        assertThat(registry.meanLimit()).isGreaterThan(63.5);
        assertThat(registry.lowest).isGreaterThanOrEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({"20, 500", "50, 500", "200, 500", "200, 20", "200, 1"})
    void batchesWithPausesBetweenThemLeaveItAtTheCeiling(double latency, int size) {
        SimulatedRegistry registry = new SimulatedRegistry(
                SimulatedRegistry.seenByABusyGateway(SimulatedRegistry.taking(now -> latency, 0.2), 20));

        for (int batch = 0; batch < 100; batch++) {
            registry.batch(size);
            registry.now += 3_000;
        }

        assertThat(registry.lowest).isEqualTo(64);
    }

    @Test
    void aRegistryThatBecomesSlowerIsGivenLessUntilThatIsItsNewMeasure() {
        SimulatedRegistry registry =
                new SimulatedRegistry(SimulatedRegistry.taking(now -> now < 30_000 ? 20 : 200, 0.2));

        registry.until(30_000);
        assertThat(registry.lowest).isEqualTo(64);
        registry.until(40_000);
        assertThat(registry.limit.current()).isLessThan(24);
        assertThat(registry.lowest).isGreaterThanOrEqualTo(16);
        registry.until(90_000);

        assertThat(registry.limit.current()).isEqualTo(64);
    }

    @ParameterizedTest
    @CsvSource({"16, 45", "8, 30"})
    void aQueueInTheRegistryIsShortenedWhenItGrows(int servers, int limit) {
        SimulatedRegistry registry = new SimulatedRegistry(
                SimulatedRegistry.servers(now -> now >= 20_000 && now < 60_000 ? servers : 64, 50));

        registry.until(20_000);
        assertThat(registry.lowest).isEqualTo(64);
        registry.until(26_000);
        assertThat(registry.lowest).isLessThan(limit);
        registry.until(70_000);

        assertThat(registry.limit.current()).isEqualTo(64);
    }

    @ParameterizedTest
    @CsvSource({"100, 200, 20", "500, 50, 25", "1000, 20, 20"})
    void aRateThatIsAllowedIsFoundAndHardlyExceeded(double callsPerSecond, double latency, double most) {
        SimulatedRegistry registry = new SimulatedRegistry(SimulatedRegistry.upTo(callsPerSecond, latency));

        registry.until(60_000);

        assertThat(registry.droppedShare()).isLessThan(0.1);
        assertThat(registry.meanLimit()).isBetween(0.8 * most, 1.3 * most);
        assertThat(registry.calls - registry.drops).isGreaterThan((int) (0.85 * 60 * callsPerSecond));
    }

    @ParameterizedTest
    @CsvSource({"4, 512, 128", "200, 512, 200"})
    void slowAnswersAloneLeaveAQuarterOfTheCeilingAndTheFloorAtLeast(int floor, int ceiling, int lowest) {
        AdaptiveLimit limit = new AdaptiveLimit(floor, ceiling);

        int least = LongStream.range(0, 100_000)
                .mapToInt(call -> {
                    limit.sample(10 * call, 10 * call + (call < 20_000 ? 10 : 1_000), ceiling, false);
                    return limit.current();
                })
                .min()
                .orElseThrow();

        assertThat(least).isEqualTo(lowest);
    }

    @Test
    void callsThatFailAloneDoNotShrinkIt() {
        SimulatedRegistry registry = new SimulatedRegistry(SimulatedRegistry.failing(now -> 0.1, 200));

        registry.until(60_000);

        assertThat(registry.meanLimit()).isGreaterThan(63);
    }

    @Test
    void itIsAtTheFloorSoonWhenAllFailAndBackAtTheCeilingWhenTheyDoNot() {
        SimulatedRegistry registry =
                new SimulatedRegistry(SimulatedRegistry.failing(now -> now >= 10_000 && now < 20_000 ? 1 : 0, 200));

        registry.until(12_500);
        assertThat(registry.limit.current()).isLessThanOrEqualTo(8);
        registry.until(40_000);

        assertThat(registry.limit.current()).isEqualTo(64);
    }

    @Test
    void fewCallsInFlightDoNotRaiseIt() {
        AdaptiveLimit limit = new AdaptiveLimit(4, 64);
        limit.restart(0);

        Stream.iterate(0, at -> at + 1).limit(10_000).forEach(at -> limit.sample(at, at + 1, 1, false));

        assertThat(limit.current()).isEqualTo(4);
    }

    @Test
    void aCeilingOfOneIsOne() {
        AdaptiveLimit limit = new AdaptiveLimit(1, 1);

        for (int at = 0; at < 1_000; at++) {
            limit.sample(at, at + 1, 1, at % 2 == 0);
        }

        assertThat(limit.current()).isEqualTo(1);
    }

    @Test
    void whatWasSentBeforeTheLastChangeSaysNothingAboutIt() {
        AdaptiveLimit limit = new AdaptiveLimit(4, 64);
        for (int call = 0; call < 17; call++) {
            limit.sample(0, 100, 64, true);
        }
        assertThat(limit.current()).isEqualTo(44);

        for (int call = 0; call < 47; call++) {
            limit.sample(0, 101, 64, true);
        }

        assertThat(limit.current()).isEqualTo(44);
    }
}
