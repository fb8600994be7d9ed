package dev.fhirgateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fhirgateway.upsert.RequestRefused;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CapacityTest {
    private final Capacity capacity = new Capacity(16, 1000);

    @Test
    void aBodyOfToldLengthIsRefusedBeforeItIsRead() {
        capacity.admit("one", 600);

        RequestRefused refused = refusal(() -> capacity.admit("two", 500));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.issueCode()).isEqualTo("throttled");
        assertThat(refused.headers()).containsEntry("Retry-After", "1");
        assertThat(refused.diagnostics())
                .contains("gateway.http.memory-for-bodies")
                .contains("nothing");
        assertThat(capacity.requests()).isEqualTo(1);
        assertThat(capacity.bytes()).isEqualTo(600);
    }

    @Test
    void aBodyOfToldLengthIsNotRefusedHalfWay() {
        Capacity.Share admitted = capacity.admit("one", 600);
        capacity.admit("two", 400);

        admitted.take(600);

        assertThat(capacity.bytes()).isEqualTo(1000);
    }

    @Test
    void aBodyOfUnknownLengthIsRefusedWhenItGrowsTooLarge() {
        capacity.admit("one", 600);
        Capacity.Share growing = capacity.admit("two", 0);
        growing.take(300);

        RequestRefused refused = refusal(() -> growing.take(300));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(capacity.bytes()).as("what was read of it is garbage").isEqualTo(600);
        assertThat(capacity.requests()).as("it is not answered yet").isEqualTo(2);
    }

    @Test
    void oneAloneMayBeAsLargeAsItLikes() {
        Capacity.Share large = capacity.admit("one", 5000);
        large.take(5000);
        large.take(5000);

        assertThat(capacity.bytes()).isEqualTo(10_000);
    }

    @Test
    void allIsThereAgainWhenAllIsAnswered() {
        for (int i = 0; i < 100; i++) {
            try (Capacity.Share one = capacity.admit("one", 500);
                    Capacity.Share two = capacity.admit("two", 0)) {
                one.take(400);
                two.take(450);
                refusal(() -> two.take(100));
            }
        }

        assertThat(capacity.requests()).isZero();
        assertThat(capacity.bytes()).isZero();
    }

    @Test
    void oneClientLeavesPlacesToTheOthers() {
        for (int i = 0; i < 14; i++) {
            capacity.admit("greedy", 1);
        }

        assertThat(refusal(() -> capacity.admit("greedy", 1)).status()).isEqualTo(429);
        capacity.admit("small", 1);
        capacity.admit("small", 1);
        assertThat(refusal(() -> capacity.admit("small", 1)).diagnostics()).contains("requests in work");
    }

    private static RequestRefused refusal(ThrowingCallable call) {
        return catchThrowableOfType(RequestRefused.class, call);
    }
}
