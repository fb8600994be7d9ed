package dev.fhirgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.ledger.balance.DayBalance;
import dev.fhirgateway.ledger.jobs.Chunks;
import dev.fhirgateway.ledger.jobs.Job;
import dev.fhirgateway.ledger.jobs.JobChunk;
import dev.fhirgateway.ledger.jobs.Jobs;
import dev.fhirgateway.ledger.jobs.NewJob;
import dev.fhirgateway.settings.LedgerSettings;
import dev.fhirgateway.upsert.BalanceInquiry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An entry of a job counts once, however many rounds it takes. */
@ParameterizedClass
@EnumSource(LedgerStore.class)
class BalanceOfJobsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @Parameter
    private LedgerStore store;

    @TempDir
    private Path folder;

    private LedgerSettings settings;
    private Ledger ledger;
    private Jobs jobs;
    private Chunks chunks;
    private Job job;
    private final RandomHistory work = new RandomHistory(new Random(1), NOON);

    @BeforeEach
    void open() {
        settings = store.fresh(folder);
        start();
        job = jobs.admit(new NewJob("j-1", RandomHistory.SOURCE, "ehr", false, NOON.minusSeconds(86_400), 5, null));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aJobIsReceivedAsAWholeOnTheDayOfItsAdmission() {
        assertThat(day()).isEqualTo(new DayBalance("2026-01-01", RandomHistory.SOURCE, 5, 0, 0, 0, 0, 0));
    }

    @Test
    void whatIsSentAgainCountsOnceAndWhatIsGivenUpIsADeadLetter() {
        JobChunk chunk = JobChunk.cut(job, 0, 0, 5);
        round(chunk, "stored", "rejected", "lost", "lost", "accepted");
        chunks.count(chunk, chunks.entries(chunk), false);
        assertThat(day()).isEqualTo(new DayBalance("2026-01-01", RandomHistory.SOURCE, 5, 1, 0, 0, 0, 1));

        JobChunk again = chunk.again(List.of(2, 3));
        round(again, "stored", "lost");
        chunks.count(again, chunks.entries(again), true);
        chunks.count(again, chunks.entries(again), true);
        work.endTask(ledger, true);
        jobs.end(job);

        assertThat(day()).isEqualTo(new DayBalance("2026-01-01", RandomHistory.SOURCE, 5, 3, 0, 0, 0, 2));
    }

    @Test
    void aRoundThatWasInterruptedAndItsTaskTogetherCountOnce() {
        JobChunk chunk = JobChunk.cut(job, 0, 0, 5);
        chunks.begin(chunk);
        work.killed(ledger, chunk.batchId(), List.of("accepted", "stored", "stored", "stored", "stored"));
        ledger.close();
        start();

        JobChunk again = chunk.again(List.of(0, 1, 2, 3, 4));
        round(again, "stored", "stored", "stored", "stored", "stored");
        work.endTask(ledger, true);

        assertThat(day()).isEqualTo(new DayBalance("2026-01-01", RandomHistory.SOURCE, 5, 5, 0, 0, 0, 0));
    }

    @Test
    void whatTheRegistryCouldNotDoIsSentAgainAndCountsOnce() {
        JobChunk chunk = JobChunk.cut(job, 0, 0, 5);
        round(chunk, "accepted", "stored", "stored", "stored", "lost");
        chunks.count(chunk, chunks.entries(chunk), false);
        work.endTask(ledger, OperationWord.UNAVAILABLE);
        assertThat(day()).isEqualTo(new DayBalance("2026-01-01", RandomHistory.SOURCE, 5, 3, 0, 0, 0, 0));

        JobChunk again = chunk.again(List.of(0, 4));
        round(again, "stored", "stored");
        chunks.count(again, chunks.entries(again), true);

        assertThat(day()).isEqualTo(new DayBalance("2026-01-01", RandomHistory.SOURCE, 5, 5, 0, 0, 0, 0));
    }

    @Test
    void whatItsSenderTakesBackHasItsAnswer() {
        JobChunk chunk = JobChunk.cut(job, 0, 0, 2);
        round(chunk, "stored", "lost");
        jobs.cancel(job);
        chunks.count(chunk, chunks.entries(chunk), true);
        jobs.end(job);
        jobs.end(job);

        assertThat(day()).isEqualTo(new DayBalance("2026-01-01", RandomHistory.SOURCE, 5, 1, 0, 0, 4, 0));
    }

    private void round(JobChunk chunk, String... ways) {
        chunks.begin(chunk);
        work.batch(ledger, chunk.batchId(), true, List.of(ways));
    }

    private DayBalance day() {
        return ledger.balances()
                .of(new BalanceInquiry(RandomHistory.SOURCE, null, null, null))
                .days()
                .get(0);
    }

    private void start() {
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        ledger = Ledger.open(settings, clock, Runnable::run);
        jobs = new Jobs(ledger.reader(), ledger.writer(), clock, ZoneOffset.UTC);
        chunks = new Chunks(ledger.reader(), ledger.writer(), clock);
    }
}
