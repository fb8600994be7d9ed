package dev.fhirgateway.sandbox.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedCountsTest {
    @Test
    void keys_are_counted_each_for_itself() {
        // Given
        BoundedCounts counts = new BoundedCounts();

        // Then
        assertThat(counts.next("a")).isEqualTo(1);
        assertThat(counts.next("b")).isEqualTo(1);
        assertThat(counts.next("a")).isEqualTo(2);
        counts.clear();
        assertThat(counts.next("a")).isEqualTo(1);
    }

    @Test
    void of_too_many_keys_the_one_that_was_not_counted_for_the_longest_time_is_forgotten() {
        // Given
        BoundedCounts counts = new BoundedCounts(2);
        counts.next("a");
        counts.next("b");
        counts.next("a");

        // When
        counts.next("c");

        // Then
        assertThat(counts.next("a")).isEqualTo(3);
        assertThat(counts.next("b")).isEqualTo(1);
    }
}
