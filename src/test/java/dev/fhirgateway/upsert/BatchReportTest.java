package dev.fhirgateway.upsert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BatchReportTest {
    private final UpsertEntry first = Entries.patient(0, "a");
    private final UpsertEntry second = Entries.patient(1, "b");
    private final UpsertBatch batch = Entries.batch(first, second);

    @Test
    void resultsTakeTheirPlacesWhateverTheOrderOfTheirArrival() {
        BatchReport report =
                BatchReport.of(batch, List.of(Entries.persisted(second), Entries.rejected(first, Blame.SOURCE_DATA)));

        assertThat(report.results()).extracting(result -> result.entry().id()).containsExactly("a", "b");
    }

    @Test
    void anEntryWithoutAResultIsToldAsUnknownAndNotLeftOut() {
        BatchReport report = BatchReport.of(batch, List.of(Entries.persisted(second)));

        assertThat(report.results().get(0)).isInstanceOfSatisfying(UpsertResult.Undelivered.class, lost -> {
            assertThat(lost.blame()).isEqualTo(Blame.OUTCOME_UNKNOWN);
            assertThat(lost.problems())
                    .singleElement()
                    .extracting(Problem::reason)
                    .asString()
                    .contains("resend");
        });
    }

    @Test
    void aReportThatIsNotCompleteCannotBeMade() {
        List<UpsertResult> one = List.of(Entries.persisted(first));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchReport(batch, one, new TreeMap<>()))
                .withMessage("1 results for 2 entries");
    }

    @Test
    void aReportOutOfOrderCannotBeMade() {
        List<UpsertResult> swapped = List.of(Entries.persisted(second), Entries.persisted(first));

        assertThatIllegalArgumentException().isThrownBy(() -> new BatchReport(batch, swapped, new TreeMap<>()));
    }

    @Test
    void aFailedResultSaysWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpsertResult.Rejected(first, Blame.MAPPING, List.of()))
                .withMessage("a failed entry says why");
    }
}
