package dev.fhirgateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.settings.Duplicates;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Entries;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DuplicateEntriesTest {
    private final UpsertEntry first = Entries.patient(0, "same");
    private final UpsertEntry other = Entries.patient(1, "other");
    private final UpsertEntry second = Entries.patient(2, "same");
    private final UpsertEntry third = Entries.patient(3, "same");
    private final UpsertBatch batch = Entries.batch(first, other, second, third);

    @ParameterizedTest
    @EnumSource
    void anEntryThatIsTheOnlyOneOfItsRecordGoesOn(Duplicates duplicates) {
        assertThat(new DuplicateEntries(duplicates).ofLane(List.of(other))).containsExactly(other);
    }

    @Test
    void inOrderAllGoOn() {
        assertThat(new DuplicateEntries(Duplicates.IN_ORDER).ofBatch(batch))
                .containsExactly(first, second, third, other);
    }

    @Test
    void whereTheLastWinsTheOthersAreSupersededByIt() {
        assertThat(new DuplicateEntries(Duplicates.LAST_WINS).ofBatch(batch))
                .containsExactly(
                        new UpsertResult.Superseded(first, 3), new UpsertResult.Superseded(second, 3), third, other);
    }

    @Test
    void whereTheyAreRefusedEachIsToldThePositionsOfAll() {
        List<EntryState> states = new DuplicateEntries(Duplicates.REJECT).ofBatch(batch);

        assertThat(states).hasSize(4).last().isEqualTo(other);
        assertThat(states.subList(0, 3))
                .extracting(state -> ((UpsertResult.Rejected) state).entry())
                .containsExactly(first, second, third);
        assertThat(states.subList(0, 3)).allSatisfy(state -> {
            UpsertResult.Rejected rejected = (UpsertResult.Rejected) state;
            assertThat(rejected.blame()).isEqualTo(Blame.SOURCE_DATA);
            assertThat(rejected.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.issueCode()).isEqualTo("duplicate");
                assertThat(problem.expression()).isEqualTo("Patient.id");
                assertThat(problem.reason()).contains("3 times", "entries 0, 2, 3,");
            });
        });
    }

    @Test
    void thousandsOfPositionsAreNotToldThousandsOfTimes() {
        List<UpsertEntry> lane = IntStream.range(0, 5_000)
                .mapToObj(i -> Entries.patient(i, "same"))
                .toList();

        List<EntryState> states = new DuplicateEntries(Duplicates.REJECT).ofLane(lane);

        assertThat(states).hasSize(5_000).allSatisfy(state -> assertThat(
                        ((UpsertResult.Rejected) state).problems().get(0).reason())
                .contains("5000 times", "8, 9 and 4990 more"));
    }
}
