package dev.fhirgateway.upsert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpsertBatchTest {
    @Test
    void entriesOfOneRecordShareALaneInArrayOrder() {
        UpsertBatch batch = Entries.batch(
                Entries.patient(0, "a"), Entries.patient(1, "b"), Entries.patient(2, "a"), Entries.patient(3, "a"));

        assertThat(indexes(batch)).containsExactly(List.of(0, 2, 3), List.of(1));
    }

    @Test
    void theSameIdOfAnotherTypeIsAnotherRecord() {
        UpsertBatch batch = Entries.batch(Entries.patient(0, "a"), Entries.of(1, "Practitioner", "a", "{}"));

        assertThat(indexes(batch)).containsExactly(List.of(0), List.of(1));
    }

    @Test
    void entriesThatNameNoRecordHaveALaneEach() {
        UpsertBatch batch = Entries.batch(Entries.of(0, null, null, "{}"), Entries.of(1, null, null, "{}"));

        assertThat(indexes(batch)).containsExactly(List.of(0), List.of(1));
    }

    @Test
    void countsTheEntriesThatNameARecordAnotherOneNamesToo() {
        UpsertBatch batch = Entries.batch(
                Entries.patient(0, "a"),
                Entries.patient(1, "b"),
                Entries.patient(2, "a"),
                Entries.of(3, null, "x", "{}"),
                Entries.of(4, null, "x", "{}"),
                Entries.patient(5, "c"),
                Entries.patient(6, "c"),
                Entries.patient(7, "a"));

        assertThat(batch.duplicates()).isEqualTo(5);
        assertThat(Entries.batch(Entries.patient(0, "a")).duplicates()).isZero();
    }

    @Test
    void onlyALaterEntrySupersedes() {
        UpsertEntry second = Entries.patient(1, "a");

        assertThat(new UpsertResult.Superseded(second, 2).by()).isEqualTo(new UpsertResult.LaterEntry(2));
        assertThatIllegalArgumentException().isThrownBy(() -> new UpsertResult.Superseded(second, 1));
    }

    @Test
    void anEntryAtAnotherPositionIsRefused() {
        UpsertEntry second = Entries.patient(1, "a");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Entries.batch(second))
                .withMessage("entry 1 stands at position 0");
    }

    private static List<List<Integer>> indexes(UpsertBatch batch) {
        List<List<Integer>> lanes = new ArrayList<>();
        batch.lanes()
                .forEachRemaining(
                        lane -> lanes.add(lane.stream().map(UpsertEntry::index).toList()));
        return lanes;
    }
}
