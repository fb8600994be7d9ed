package dev.fhirgateway;

import dev.fhirgateway.delivery.CapturedWrites;
import dev.fhirgateway.delivery.ParkedWrites;
import dev.fhirgateway.delivery.TaskInquiry;
import dev.fhirgateway.delivery.order.SettledTasks;
import dev.fhirgateway.delivery.window.RegistryWindow;
import dev.fhirgateway.delivery.window.WindowState;
import dev.fhirgateway.followup.ClaimedTasks;
import dev.fhirgateway.followup.FollowUp;
import dev.fhirgateway.followup.FollowUpListener;
import dev.fhirgateway.followup.FollowUpSteps;
import dev.fhirgateway.followup.ParkedRelationships;
import dev.fhirgateway.followup.TriedParked;
import dev.fhirgateway.ledger.FollowedBatches;
import dev.fhirgateway.ledger.Ledger;
import dev.fhirgateway.ledger.RecordState;
import dev.fhirgateway.report.StatusReport;
import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.upsert.UpsertEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** What the routes name to find out what becomes of what the registry has accepted. */
final class FollowUpBeans {
    private FollowUpBeans() {}

    /**
     * @param settings what to make them from
     * @param window tells whether the registry is down
     * @param listener is told what becomes of tasks
     * @param engine what they run on
     * @param ledger what they remember
     */
    static Map<String, Object> of(
            GatewaySettings settings, RegistryWindow window, FollowUpListener listener, Engine engine, Ledger ledger) {
        Clock clock = Clock.systemUTC();
        Duration patience = settings.delivery().deadline();
        BooleanSupplier registryAnswers = () -> window.state().circuit() == WindowState.Circuit.CLOSED;
        FollowUp followUp =
                new FollowUp(ledger.tasks(), settings.followUp(), patience, clock, listener, ParkedWrites::of);
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("followUp", followUp);
        beans.put("capturedWrites", new CapturedWrites(followUp::accepted));
        beans.put("taskInquiry", new TaskInquiry());
        beans.put("claimedTasks", new ClaimedTasks(ledger.tasks(), registryAnswers));
        beans.put("parkedWrites", new ParkedWrites(ledger.records()::entry, patience, clock));
        beans.put("parkedRelationships", new ParkedRelationships(ledger.parked(), registryAnswers, patience, clock));
        beans.put(
                "triedParked",
                new TriedParked(
                        ledger.parked(), settings.keep().parkedFor(), listener, clock, () -> ThreadLocalRandom.current()
                                .nextDouble()));
        beans.put("parkedTry", FollowUpSteps.triedParked());
        beans.put("answeredTask", FollowUpSteps.answeredTask());
        beans.put("settledDoubts", FollowUpSteps.settledDoubts());
        beans.put("resent", FollowUpSteps.resent());
        beans.put(
                "settledTasks",
                new SettledTasks(ledger.tasks(), entry -> openTask(ledger, entry), engine.workers(), clock));
        beans.put("statusReport", new StatusReport());
        beans.put(
                "batchStatus",
                new FollowedBatches(ledger.reader(), settings.delivery().backoffMax()));
        return beans;
    }

    private static Optional<String> openTask(Ledger ledger, UpsertEntry entry) {
        return ledger.records().entry(entry).record().map(RecordState::task);
    }
}
