package dev.fhirgateway.followup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.ledger.DueRelationship;
import dev.fhirgateway.ledger.EntryMemory;
import dev.fhirgateway.ledger.Ledger;
import dev.fhirgateway.ledger.ParkedRelationship;
import dev.fhirgateway.ledger.ParkedState;
import dev.fhirgateway.ledger.ParkedWord;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.settings.LedgerSettings;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.Related;
import dev.fhirgateway.upsert.Unresolved;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriedParkedTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Origin ORIGIN = new Origin("b-1", "ehr", "zz", NOON, NOON.plusSeconds(120));
    private static final UpsertEntry ENTRY =
            new UpsertEntry(ORIGIN, 0, OriginalBytes.none(), "Encounter", "e-1", List.of());
    private static final RecordId REFERRER = new RecordId("zz", "Encounter", "e-1");
    private static final EntryState MISSING = Unresolved.waiting(ENTRY, "Encounter.subject", "Zzwords");

    @TempDir
    private Path folder;

    private final List<ParkedWord> ended = new ArrayList<>();
    private Ledger ledger;
    private Instant now = NOON;

    @BeforeEach
    void park() {
        ledger = open();
        UpsertBatch batch = new UpsertBatch(ORIGIN, UpsertRequest.Preference.MINIMAL, List.of(ENTRY));
        EntryMemory entry = ledger.records().begin(batch).entry(0);
        entry.parks(
                new ParkedRelationship(
                        "zz",
                        EntryName.of(ENTRY),
                        new RecordName("subject", "e-1.p-1"),
                        new RecordName("encounter", "e-1"),
                        new RecordName("patient", "p-1"),
                        new byte[] {'{', '}'}),
                List.of());
        ledger.records()
                .end(BatchReport.of(batch, List.of(new UpsertResult.Persisted(ENTRY, true, "1", NOON, NOON))))
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void pausesGrowUntilItIsGivenUpAndNothingIsTriedAfterThat() {
        // When
        List<Duration> pauses = new ArrayList<>();
        Instant last = NOON;
        while (state().word() == ParkedWord.WAITING) {
            last = state().nextTry();
            pauses.add(Duration.between(now, last));
            at(last);
            remember(Optional.of(MISSING));
        }

        // Then
        assertThat(pauses.subList(0, 5))
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(80),
                        Duration.ofSeconds(320),
                        Duration.ofSeconds(1280));
        assertThat(pauses)
                .allMatch(pause -> pause.compareTo(Duration.ofHours(6)) <= 0)
                .hasSizeLessThan(40);
        assertThat(last).isEqualTo(NOON.plus(Duration.ofDays(7)));
        assertThat(state().word()).isEqualTo(ParkedWord.GIVEN_UP);
        assertThat(state().words()).contains("gateway.ledger.parked-for");
        assertThat(ledger.parked().due(1)).isEmpty();
        assertThat(ended).containsExactly(ParkedWord.GIVEN_UP);
    }

    @Test
    void aTryThatCameToNothingIsNone() {
        // When
        at(NOON.plusSeconds(5));
        remember(Optional.empty());

        // Then
        assertThat(state().tries()).isZero();
        assertThat(state().nextTry()).isEqualTo(NOON.plusSeconds(35));
    }

    @Test
    void eachEndIsToldForWhatItIsAndForgottenInTime() {
        // When
        at(NOON.plusSeconds(5));
        remember(Optional.of(new UpsertResult.Rejected(
                ENTRY, Blame.REGISTRY_REFUSED, List.of(new Problem("processing", "Encounter", "Zzwords")))));

        // Then
        assertThat(state().word()).isEqualTo(ParkedWord.REFUSED);
        assertThat(state().words()).isEqualTo("Zzwords");
        assertThat(state().tries()).isEqualTo(1);

        // When
        at(NOON.plus(Duration.ofDays(31)));
        tried().forget().toCompletableFuture().join();

        // Then
        assertThat(ledger.parked().of(REFERRER)).isEmpty();
    }

    @Test
    void oneThatIsThereHasNoMoreToWaitFor() {
        at(NOON.plusSeconds(5));
        remember(Optional.of(new Related(ENTRY)));

        assertThat(state().word()).isEqualTo(ParkedWord.MADE);
        assertThat(ended).containsExactly(ParkedWord.MADE);
    }

    private void remember(Optional<EntryState> end) {
        DueRelationship due = ledger.parked().due(1).get(0);
        tried().remember(new ParkedTry(due, end)).toCompletableFuture().join();
    }

    private TriedParked tried() {
        return new TriedParked(
                ledger.parked(),
                Duration.ofDays(7),
                Duration.ofDays(30),
                new FollowUpListener() {
                    @Override
                    public void polled() {
                        throw new AssertionError("no task was asked about");
                    }

                    @Override
                    public void persisted(String source, Duration took) {
                        throw new AssertionError("no entry was stored");
                    }

                    @Override
                    public void parkedEnded(ParkedWord word) {
                        ended.add(word);
                    }
                },
                clock(),
                () -> 0.5);
    }

    private ParkedState state() {
        return ledger.parked().of(REFERRER).get(0);
    }

    private void at(Instant time) {
        ledger.close();
        now = time;
        ledger = open();
    }

    private Ledger open() {
        return Ledger.open(new LedgerSettings(folder, Optional.empty(), "", ""), clock(), Runnable::run);
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
