package dev.fhirgateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.MovableClock;
import dev.fhirgateway.ledger.LedgerStore;
import dev.fhirgateway.ledger.Outcome;
import dev.fhirgateway.ledger.jobs.Job;
import dev.fhirgateway.ledger.jobs.JobProgress;
import dev.fhirgateway.ledger.jobs.JobState;
import dev.fhirgateway.settings.LedgerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(LedgerStore.class)
class JobRunnerTest {
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    @Parameter
    private LedgerStore store;

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private LedgerSettings settings;
    private JobsAtWork work;

    @BeforeEach
    void open() {
        settings = store.fresh(folder);
        work = new JobsAtWork(settings, clock, 2, 2);
    }

    @AfterEach
    void close() {
        work.close();
    }

    private void restart() {
        work.close();
        work = new JobsAtWork(settings, clock, 2, 2);
    }

    @Test
    void entriesAreSentInChunksAsManyAtOnceAsTheSettingsSay() {
        Job job = work.admit("job-1", "ehr", "a", "b", "c", "d", "e");

        assertThat(work.due()).containsExactly(List.of("a", "b"), List.of("c", "d"));
        assertThat(work.due()).isEmpty();
        assertThat(work.progress(job).job().state()).isEqualTo(JobState.RUNNING);

        work.answer(patient -> false);
        assertThat(work.due()).containsExactly(List.of("e"));
        work.answer(patient -> false);
        assertThat(work.due()).isEmpty();

        JobProgress ended = work.progress(job);
        assertThat(ended.job().state()).isEqualTo(JobState.ENDED);
        assertThat(ended.counts().persisted()).isEqualTo(5);
        assertThat(ended.left()).isZero();
        assertThat(work.results(job)).extracting(entry -> entry.id()).containsExactly("a", "b", "c", "d", "e");
        assertThat(work.results(job)).extracting(entry -> entry.position()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void noRecordIsTwiceInAChunkNorInTwoThatAreInWork() {
        work.admit("job-1", "ehr", "a", "a", "b", "a", "c");

        assertThat(work.due()).as("the second one waits for the first").containsExactly(List.of("a"));
        work.answer(patient -> false);
        assertThat(work.due()).containsExactly(List.of("a", "b"));
        work.answer(patient -> false);
        assertThat(work.due()).containsExactly(List.of("a", "c"));
    }

    @Test
    void whatFailsIsSentAgainAfterAPauseAndNoLaterStateOfItsRecordBefore() {
        Job job = work.admit("job-1", "ehr", "a", "b", "a", "c");
        assertThat(work.due()).containsExactly(List.of("a", "b"));

        work.answer("a"::equals);

        assertThat(work.due()).as("its pause, and the second one waits").isEmpty();
        clock.move(LONGEST_REST);
        assertThat(work.due()).containsExactly(List.of("a"));
        work.answer(patient -> false);
        assertThat(work.due()).containsExactly(List.of("a", "c"));
        work.answer(patient -> false);
        assertThat(work.due()).isEmpty();
        assertThat(work.progress(job).counts().persisted()).isEqualTo(4);
        assertThat(work.progress(job).job().state()).isEqualTo(JobState.ENDED);
    }

    @Test
    void whatFailsWhileOthersDoNotHasFailedAfterSomeRounds() {
        Job job = work.admit("job-1", "ehr", "bad", "b");

        for (int round = 0; round < 3; round++) {
            assertThat(work.due()).hasSize(1);
            clock.move(Duration.ofMillis(1));
            work.answers();
            work.answer("bad"::equals);
            work.due();
            clock.move(LONGEST_REST);
        }

        assertThat(work.due()).isEmpty();
        JobProgress ended = work.progress(job);
        assertThat(ended.job().state()).isEqualTo(JobState.ENDED);
        assertThat(work.givenUp).containsExactly("job-1.0.2 bad 3");
        assertThat(ended.counts().failed()).isEqualTo(1);
        assertThat(ended.counts().persisted()).isEqualTo(1);
        assertThat(work.results(job))
                .extracting(entry -> entry.outcome())
                .containsExactly(Outcome.UNDELIVERED, Outcome.PERSISTED);
    }

    @Test
    void whatFailedWhileTheRegistryWasDownForAMomentHasNotFailedByItself() {
        Job job = work.admit("job-1", "ehr", "bad", "b");

        for (int round = 0; round < 5; round++) {
            assertThat(work.due()).hasSize(1);
            clock.move(Duration.ofMillis(1));
            work.falters();
            work.answers();
            work.answer("bad"::equals);
            work.due();
            clock.move(LONGEST_REST);
        }

        assertThat(work.givenUp).isEmpty();
        assertThat(work.progress(job).job().state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void whatFailsWhileNothingGetsThroughWaitsForAsLongAsItTakes() {
        Job job = work.admit("job-1", "ehr", "a", "b");

        for (int round = 0; round < 20; round++) {
            assertThat(work.due()).hasSize(1);
            work.answers();
            work.answer(patient -> true);
            work.due();
            clock.move(LONGEST_REST);
        }

        assertThat(work.progress(job).counts().failed()).isZero();
        assertThat(work.progress(job).left()).isEqualTo(2);
        work.due();
        work.answer(patient -> false);
        work.due();
        assertThat(work.progress(job).counts().persisted()).isEqualTo(2);
    }

    @Test
    void nothingIsSentWhileTheRegistryIsDownAndOneEntryFindsOutWhetherItIsBack() {
        work.admit("job-1", "ehr", "a", "b", "c");
        work.become(Readiness.CLOSED);
        assertThat(work.due()).isEmpty();

        work.become(Readiness.PROBE);
        assertThat(work.due()).containsExactly(List.of("a"));
        assertThat(work.due()).as("one at a time").isEmpty();
        work.answer(patient -> true);
        assertThat(work.due()).as("without a pause, which the window keeps").containsExactly(List.of("a"));

        work.answer(patient -> false);
        work.become(Readiness.OPEN);
        assertThat(work.due()).containsExactly(List.of("b", "c"));
    }

    @Test
    void aRestartGoesOnWithWhatHadNoEnd() {
        Job job = work.admit("job-1", "ehr", "a", "b", "c", "d", "e", "f");
        work.due();
        work.answer("b"::equals);
        assertThat(work.due()).containsExactly(List.of("e", "f"));
        clock.move(LONGEST_REST);
        assertThat(work.due()).containsExactly(List.of("b"));

        restart();

        assertThat(work.due()).as("what was under way").containsExactly(List.of("b"), List.of("e", "f"));
        work.answer(patient -> false);
        work.due();
        assertThat(work.progress(job).job().state()).isEqualTo(JobState.ENDED);
        assertThat(work.progress(job).counts().persisted()).isEqualTo(6);
        assertThat(work.results(job)).hasSize(6);
    }

    @Test
    void whatIsCancelledIsNotSent() {
        Job job = work.admit("job-1", "ehr", "a", "b", "c", "d", "e", "f");
        work.due();

        work.runner.cancel(job);

        assertThat(work.due()).isEmpty();
        assertThat(work.progress(job).job().endedAt()).as("some is under way").isNull();
        work.answer(patient -> false);
        assertThat(work.due()).isEmpty();
        JobProgress ended = work.progress(job);
        assertThat(ended.job().state()).isEqualTo(JobState.ENDED);
        assertThat(ended.counts().persisted()).isEqualTo(4);
        assertThat(ended.left()).isEqualTo(2);
    }

    @Test
    void theJobsOfOneClientGoOneAfterTheOtherAndOthersBeside() {
        work.admit("job-1", "ehr", "a", "b", "c", "d", "e");
        Job second = work.admit("job-2", "ehr", "a");
        work.admit("job-3", "lab", "x");

        assertThat(work.due()).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("x"));
        assertThat(work.progress(second).job().state()).isEqualTo(JobState.WAITING);
        work.answer(patient -> false);
        assertThat(work.due()).containsExactly(List.of("e"));
        work.answer(patient -> false);
        work.due();
        assertThat(work.due()).containsExactly(List.of("a"));
    }

    @Test
    void aJobWhoseJournalIsLostIsToldAsSuch() {
        Job job = work.admit("job-1", "ehr", "a");
        work.journal.delete("job-1");

        assertThat(work.runner.due()).singleElement().satisfies(batch -> assertThat(batch.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.defects())
                        .singleElement()
                        .satisfies(defect -> assertThat(defect.reason()).contains("damaged", "send it again"))));
        assertThat(work.progress(job).left()).isEqualTo(1);
    }

    @Test
    void anEmptyJobEndsAtOnce() {
        Job job = work.admit("job-1", "ehr");

        assertThat(work.due()).isEmpty();
        assertThat(work.progress(job).job().state()).isEqualTo(JobState.ENDED);
    }

    @Test
    void jobsAreForgottenInTimeWithTheirJournals() {
        Job job = work.admit("job-1", "ehr", "a");
        work.due();
        work.answer(patient -> false);
        work.due();
        JobUpkeep upkeep = new JobUpkeep(work.jobs, work.journal, Duration.ofDays(7), clock);

        upkeep.forget();
        assertThat(work.journal.ids()).containsExactly("job-1");
        clock.move(Duration.ofDays(8));
        upkeep.forget();

        assertThat(work.journal.ids()).isEmpty();
        assertThat(work.jobs.find("ehr", JobsAtWork.SOURCE, job.id())).isEmpty();
    }
}
