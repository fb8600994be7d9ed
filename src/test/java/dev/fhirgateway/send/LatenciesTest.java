package dev.fhirgateway.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentilesAreThoseOfAllRequestsToWithinOneInAHundred() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 10_000; millis++) {
            latencies.add(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        latencies.addRetry();

        String[] told = latencies.told().split("[^0-9,]+(?=[0-9])");

        assertThat(latencies.told())
                .startsWith("10,000 requests, 1 of them again; answered in ")
                .endsWith("(longest)");
        assertThat(number(told, 2)).isBetween(4_950L, 5_050L);
        assertThat(number(told, 4)).isBetween(8_910L, 9_090L);
        assertThat(number(told, 6)).isBetween(9_800L, 10_000L);
        assertThat(number(told, 8)).isBetween(9_900L, 10_100L);
    }

    @Test
    void aRunWithoutARequestHasThemToo() {
        assertThat(new Latencies().told()).startsWith("0 requests, 0 of them again; answered in 0 ms (p50)");
    }

    private static long number(String[] told, int place) {
        return Long.parseLong(told[place].replaceAll("[^0-9]", ""));
    }
}
