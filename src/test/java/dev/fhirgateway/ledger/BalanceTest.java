package dev.fhirgateway.ledger;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.ledger.balance.DayBalance;
import dev.fhirgateway.settings.LedgerSettings;
import dev.fhirgateway.upsert.BalanceInquiry;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What came in is what became of it, whatever happens. */
class BalanceTest extends LedgerCase {
    @Override
    Executor completions() {
        return Runnable::run;
    }

    @Test
    void aDayCountsWhatBecameOfItsEntries() {
        RandomHistory work = new RandomHistory(new Random(1), NOON);
        work.batch(ledger, "b-1", false, List.of("stored", "unchanged", "superseded", "rejected", "lost", "accepted"));
        work.batch(ledger, "b-2", true, List.of("stored", "rejected", "lost"));

        assertThat(today()).isEqualTo(new DayBalance("2026-01-02", RandomHistory.SOURCE, 9, 2, 1, 1, 2, 2));
        assertThat(today().pending()).isEqualTo(1);
    }

    @Test
    void anAcceptedEntryCountsForTheDayOnWhichItCameWheneverItEnds() {
        RandomHistory work = new RandomHistory(new Random(1), NOON);
        work.batch(ledger, "b-1", true, List.of("accepted", "accepted"));
        restartAt(NOON.plus(Duration.ofDays(2)));
        work.endTask(ledger, true);
        work.endTask(ledger, false);

        assertThat(today()).isEqualTo(new DayBalance("2026-01-02", RandomHistory.SOURCE, 2, 1, 0, 0, 0, 1));
    }

    @Test
    void whatWasInterruptedIsPendingUntilItsTaskTellsItsEnd() {
        RandomHistory work = new RandomHistory(new Random(1), NOON);
        work.killed(ledger, "b-1", List.of("stored", "accepted"));
        restartAt(NOON);

        assertThat(today().pending()).isEqualTo(2);
        work.endTask(ledger, true);

        assertThat(today()).isEqualTo(new DayBalance("2026-01-02", RandomHistory.SOURCE, 2, 1, 0, 0, 0, 0));
    }

    @Test
    void daysBeginInTheZoneOfTheGateway() {
        settings = new LedgerSettings(
                settings.folder(),
                settings.url(),
                settings.user(),
                settings.password(),
                settings.history(),
                ZoneId.of("Pacific/Auckland"));
        restartAt(NOON);
        new RandomHistory(new Random(1), NOON).batch(ledger, "b-1", false, List.of("stored"));

        assertThat(sheet(LocalDate.of(2026, 1, 3)).days())
                .extracting(DayBalance::day)
                .containsExactly("2026-01-03");
    }

    /** Batches begin, end, fail and are killed, and tasks end later, in an order that nobody has thought of. */
    @RepeatedTest(4)
    void itAddsUpAfterWhateverHappens(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        RandomHistory work = new RandomHistory(random, NOON.minus(Duration.ofDays(3)));

        for (int step = 0; step < 40; step++) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    work.killed(ledger, "b-" + step, work.anyEnds());
                    restartAt(NOON);
                }
                case 1, 2, 3 -> work.endTask(ledger, random.nextBoolean());
                default -> work.batch(ledger, "b-" + step, random.nextBoolean(), work.anyEnds());
            }
        }

        assertThat(work.received()).isPositive();
        Map<String, DayBalance> counted = counted();
        assertThat(counted).isEqualTo(recount());
        assertThat(counted.values().stream().mapToLong(DayBalance::received)).satisfies(all -> assertThat(
                        all.stream().mapToLong(Long::longValue).sum())
                .isEqualTo(work.received()));
        assertThat(counted.values()).allSatisfy(day -> assertThat(day.pending()).isNotNegative());
        assertThat(counted.values().stream().mapToLong(DayBalance::pending).sum())
                .isEqualTo(unended());
    }

    private DayBalance today() {
        return sheet(LocalDate.of(2026, 1, 2)).days().get(0);
    }

    private BalanceSheet sheet(LocalDate to) {
        return ledger.balances().of(new BalanceInquiry(RandomHistory.SOURCE, null, null, to));
    }

    private Map<String, DayBalance> counted() {
        Map<String, DayBalance> counted = new TreeMap<>();
        sheet(LocalDate.of(2026, 1, 2)).days().stream()
                .sorted(comparing(DayBalance::day))
                .forEach(day -> counted.put(day.day(), day));
        return counted;
    }

    /** By looking at every entry, as nobody would in production. */
    private Map<String, DayBalance> recount() {
        Map<String, DayBalance> recounted = new TreeMap<>();
        ledger.reader().read(handle -> handle.createQuery("SELECT b.day, count(*),"
                        + " sum(CASE WHEN p.outcome = 'persisted' THEN 1 ELSE 0 END),"
                        + " sum(CASE WHEN p.outcome = 'unchanged' THEN 1 ELSE 0 END),"
                        + " sum(CASE WHEN p.outcome = 'superseded' THEN 1 ELSE 0 END),"
                        + " sum(CASE WHEN p.outcome IN ('rejected', 'undelivered') THEN 1 - b.unattended ELSE 0 END),"
                        + " sum(CASE WHEN p.outcome IN ('rejected', 'undelivered') THEN b.unattended ELSE 0 END)"
                        + " FROM passage p JOIN batch b ON b.number = p.batch GROUP BY b.day")
                .map((row, context) -> recounted.put(
                        row.getString(1),
                        new DayBalance(
                                row.getString(1),
                                RandomHistory.SOURCE,
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7))))
                .list());
        return recounted;
    }

    private long unended() {
        return ledger.reader().read(handle -> handle.createQuery(
                        "SELECT count(*) FROM passage WHERE outcome IN ('accepted', 'interrupted')")
                .map((row, context) -> row.getLong(1))
                .one());
    }
}
