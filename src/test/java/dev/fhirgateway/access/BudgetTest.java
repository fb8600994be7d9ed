package dev.fhirgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetTest {
    private final Budget budget = new Budget(80);

    @Test
    void aClientAloneTakesAllButTheReserve() {
        assertThat(takeAll("greedy")).isEqualTo(70);
        assertThat(budget.used()).isEqualTo(70);
    }

    @Test
    void whoComesNextAlwaysFindsSome() {
        takeAll("greedy");

        assertThat(takeAll("small")).isEqualTo(10);
    }

    @Test
    void whatTheGreedyOneGivesBackGoesToTheOthersUntilTheyHoldHalf() {
        takeAll("greedy");
        takeAll("second");
        for (int i = 0; i < 30; i++) {
            budget.giveBack("greedy", 1);
            assertThat(takeOne("greedy")).as("given back %d", i + 1).isFalse();
            assertThat(takeOne("second")).isTrue();
        }

        budget.giveBack("greedy", 1);
        assertThat(takeOne("greedy")).as("both hold half").isTrue();
    }

    @Test
    void whoIsAloneIsGivenWhateverItAsksFor() {
        assertThat(budget.take("large", 50, 0)).isTrue();
        assertThat(budget.take("large", 5000, 50)).isTrue();

        assertThat(budget.used()).isEqualTo(5050);
        assertThat(budget.take("other", 1, 0)).isFalse();
    }

    @Test
    void whoIsNotAloneIsNot() {
        budget.take("other", 1, 0);

        assertThat(budget.take("large", 80, 0)).isFalse();
        assertThat(budget.used()).isEqualTo(1);
    }

    @Test
    void whatIsGivenBackIsThereAgain() {
        budget.take("one", 60, 0);
        budget.giveBack("one", 60);

        assertThat(budget.used()).isZero();
        assertThat(takeAll("other")).isEqualTo(70);
    }

    private boolean takeOne(String client) {
        return budget.take(client, 1, 0);
    }

    private int takeAll(String client) {
        int taken = 0;
        while (takeOne(client)) {
            taken++;
        }
        return taken;
    }
}
