package dev.fhirgateway.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.MovableClock;
import dev.fhirgateway.ledger.Ledger;
import dev.fhirgateway.settings.AlertSettings;
import dev.fhirgateway.settings.Hours;
import dev.fhirgateway.settings.LedgerSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who looks after a gateway is told what is wrong, and is not told it over and over. */
class AlertsTest {
    private static final Instant MORNING = Instant.parse("2026-01-02T06:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Observed WELL = new Observed(false, false, null, Duration.ZERO, 0L, MORNING);

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(MORNING);
    private final List<String> told = new ArrayList<>();
    private Observed observed = WELL;
    private Ledger ledger;
    private Alerts alerts;

    @BeforeEach
    void open() {
        start();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void anOutageIsToldWhenItLastsAndWhenItIsOver() {
        observed = down();
        look(Duration.ofMinutes(4));
        assertThat(told).isEmpty();

        look(Duration.ofMinutes(2));
        assertThat(told).containsExactly("outage raised");

        observed = WELL;
        look(Duration.ofMinutes(1));
        assertThat(told).containsExactly("outage raised", "outage cleared");
    }

    @Test
    void anOutageThatComesAndGoesIsToldOnce() {
        observed = down();
        look(Duration.ofMinutes(6));
        for (int i = 0; i < 20; i++) {
            observed = WELL;
            look(Duration.ofSeconds(20));
            observed = down();
            look(Duration.ofSeconds(20));
        }

        assertThat(told).containsExactly("outage raised");
    }

    @Test
    void whatLastsIsToldAgainAtTheIntervalAlone() {
        observed = down();
        look(Duration.ofHours(9));

        assertThat(told)
                .filteredOn(one -> one.startsWith("outage"))
                .containsExactly("outage raised", "outage repeated", "outage repeated");
    }

    @Test
    void aThousandDeadLettersMakeOneAlertAndHalfTheLimitClearsIt() {
        for (long letters = 0; letters <= 1000; letters++) {
            observed = letters(letters);
            look(LOOK);
        }
        assertThat(told).containsExactly("dead-letters raised");

        observed = letters(80);
        look(Duration.ofMinutes(5));
        assertThat(told).hasSize(1);

        observed = letters(50);
        look(Duration.ofMinutes(1));
        assertThat(told).containsExactly("dead-letters raised", "dead-letters cleared");
    }

    @Test
    void aNumberThatGoesUpAndDownAroundTheLimitIsToldOnce() {
        for (int i = 0; i < 50; i++) {
            observed = letters(i % 2 == 0 ? 101 : 99);
            look(Duration.ofMinutes(1));
        }

        assertThat(told).containsExactly("dead-letters raised");
    }

    @Test
    void anEntryThatWaitsForLongIsTold() {
        observed = new Observed(false, false, null, Duration.ofHours(3), 0L, MORNING);
        look(Duration.ofMinutes(1));

        assertThat(told).containsExactly("waiting raised");
        assertThat(text(Rule.WAITING)).contains("waits for 180 min");
    }

    @Test
    void aKeyThatIsRefusedAndALedgerThatFailsAreToldSoon() {
        observed = new Observed(false, true, "the disk is full", null, null, null);
        look(Duration.ofMinutes(1));

        assertThat(told).containsExactly("api-key raised", "ledger raised");
        assertThat(text(Rule.LEDGER)).endsWith("the disk is full");
    }

    @Test
    void silenceIsToldInTheHoursInWhichBatchesAreExpected() {
        look(Duration.ofMinutes(150));
        assertThat(told).isEmpty(); // it is 08:30; they are expected from 7 on

        look(Duration.ofMinutes(40));
        assertThat(told).containsExactly("no-traffic raised");

        observed = new Observed(false, false, null, Duration.ZERO, 0L, clock.instant());
        look(Duration.ofMinutes(1));
        assertThat(told).containsExactly("no-traffic raised", "no-traffic cleared");
    }

    @Test
    void anotherNightIsNoReasonForAnAlert() {
        clock.move(Duration.ofHours(12));
        ledger.close();
        start();
        observed = new Observed(false, false, null, Duration.ZERO, 0L, clock.instant());
        look(Duration.ofHours(14));

        assertThat(told).isEmpty();
    }

    @Test
    void aRestartTellsNothingAgain() {
        observed = down();
        look(Duration.ofMinutes(10));
        for (int restarts = 0; restarts < 5; restarts++) {
            ledger.close();
            start();
            look(Duration.ofMinutes(10));
        }

        assertThat(told).containsExactly("outage raised");
        assertThat(alerts.isRaised(Rule.OUTAGE)).isTrue();

        observed = WELL;
        look(Duration.ofMinutes(1));
        assertThat(told).containsExactly("outage raised", "outage cleared");
    }

    @Test
    void aGatewayThatHasNotAskedTheRegistryYetClearsNothing() {
        observed = down();
        look(Duration.ofMinutes(10));
        ledger.close();
        start();
        observed = new Observed(null, null, null, Duration.ZERO, 0L, MORNING);
        look(Duration.ofMinutes(10));

        assertThat(told).containsExactly("outage raised");
        assertThat(alerts.isRaised(Rule.OUTAGE)).isTrue();
    }

    private Observed down() {
        return new Observed(true, false, null, Duration.ZERO, 0L, MORNING);
    }

    private Observed letters(long letters) {
        return new Observed(false, false, null, Duration.ZERO, letters, MORNING);
    }

    private String text(Rule rule) {
        return alerts.states().get(rule).words();
    }

    private void look(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.move(LOOK);
            alerts.look();
        }
    }

    private void start() {
        ledger = Ledger.open(
                new LedgerSettings(folder, Optional.empty(), "", ""),
                Clock.fixed(MORNING, ZoneOffset.UTC),
                Runnable::run);
        AlertSettings settings = new AlertSettings(
                Duration.ofMinutes(5),
                Duration.ofHours(2),
                100,
                Duration.ofHours(2),
                new Hours(7, 19),
                Duration.ofSeconds(30),
                Duration.ofHours(4),
                Optional.empty(),
                "");
        Webhook webhook = new Webhook(
                alert -> {
                    told.add(alert.rule().code() + " " + alert.event().code());
                    return CompletableFuture.completedFuture(Optional.empty());
                },
                taken -> {},
                failed -> {},
                clock);
        alerts = new Alerts(settings, ZoneId.of("UTC"), () -> observed, ledger.alerts(), webhook, clock);
    }
}
