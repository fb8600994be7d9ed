package dev.fhirgateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedLabelTest {
    private final BoundedLabel label = new BoundedLabel(3);

    @Test
    void thereAreNoMoreValuesThanAllowed() {
        assertThat(IntStream.range(0, 10_000).mapToObj(i -> label.of("v" + i)).distinct())
                .containsExactlyInAnyOrder("v0", "v1", "v2", "other");
    }

    @Test
    void whatWasLetInStaysIn() {
        IntStream.range(0, 10).forEach(i -> label.of("v" + i));

        assertThat(label.of("v1")).isEqualTo("v1");
        assertThat(label.of("v7")).isEqualTo("other");
    }
}
