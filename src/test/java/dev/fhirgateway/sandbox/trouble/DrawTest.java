package dev.fhirgateway.sandbox.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {
    private static final String PATIENTS = "/sources/clinic-north/v1/resources/patient";

    private final TroublesInForce troubles = new TroublesInForce();

    @Test
    void same_seed_strikes_the_same_calls_whatever_the_order_in_which_they_come() {
        // Given
        String script = "{seed: %d, rules: [{probability: 0.3, latency: 10ms..50ms, status: 503}]}";

        // When
        Set<String> inOrder = struckOf(script.formatted(42), false);
        Set<String> atOnce = struckOf(script.formatted(42), true);
        Set<String> otherSeed = struckOf(script.formatted(43), false);

        // Then
        assertThat(inOrder).hasSizeBetween(230, 370).isEqualTo(atOnce).isNotEqualTo(otherSeed);
    }

    @Test
    void rules_alike_and_calls_repeated_are_drawn_apart() {
        // Given
        script("[{probability: 0.5, status: 503}, {probability: 0.5, status: 500}]");

        // When
        List<Effect> met = IntStream.range(0, 200)
                .mapToObj(i -> troubles.decide(i, "PUT", PATIENTS + "/a1").effect())
                .toList();

        // Then
        assertThat(met.stream().filter(new Effect.Status(503, null, null)::equals))
                .hasSizeBetween(70, 130);
        assertThat(met.stream().filter(new Effect.Status(500, null, null)::equals))
                .hasSizeBetween(25, 75);
    }

    private Set<String> struckOf(String script, boolean atOnce) {
        script(script);
        Set<String> struck = new ConcurrentSkipListSet<>();
        IntStream ids = IntStream.range(0, 1_000);
        (atOnce ? ids.parallel() : ids).forEach(id -> {
            Trouble met = troubles.decide(id, "PUT", PATIENTS + "/p" + id);
            if (!met.equals(Trouble.NONE)) {
                struck.add(id + " " + met.latency());
            }
        });
        return new TreeSet<>(struck);
    }

    private void script(String text) {
        troubles.replace(TroubleScript.read(text));
    }
}
