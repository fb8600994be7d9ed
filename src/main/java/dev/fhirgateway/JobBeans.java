package dev.fhirgateway;

import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.jobs.HandOver;
import dev.fhirgateway.jobs.JobDesk;
import dev.fhirgateway.jobs.JobRegistry;
import dev.fhirgateway.jobs.JobRunner;
import dev.fhirgateway.jobs.JobSteps;
import dev.fhirgateway.jobs.JobUpkeep;
import dev.fhirgateway.ledger.Ledger;
import dev.fhirgateway.ledger.jobs.Chunks;
import dev.fhirgateway.ledger.jobs.Jobs;
import dev.fhirgateway.ledger.journal.Journal;
import dev.fhirgateway.report.JobReport;
import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.settings.Mode;
import dev.fhirgateway.upsert.AnswerListener;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** What the routes name to deliver batches whose answer nobody waits for. */
final class JobBeans {
    private static final String GIVEN_UP =
            "the registry did not take it in any round of its job, while it took others (gateway.jobs.tries)";

    private JobBeans() {}

    /**
     * @param settings what to make them from
     * @param intake finds entries
     * @param registry how it does
     * @param listener is told of jobs that are taken
     * @param engine what they run on
     * @param ledger what they remember
     * @param journal where their entries are
     */
    static Map<String, Object> of(
            GatewaySettings settings,
            Intake intake,
            JobRegistry registry,
            AnswerListener listener,
            GatewayMeters meters,
            Engine engine,
            Ledger ledger,
            Journal journal) {
        Clock clock = Clock.systemUTC();
        Jobs jobs = new Jobs(ledger.reader(), ledger.writer(), clock);
        Chunks chunks = new Chunks(ledger.reader(), ledger.writer(), clock);
        meters.jobs(jobs);
        JobUpkeep upkeep = new JobUpkeep(jobs, journal, settings.jobs().keep(), clock);
        upkeep.deleteOrphans();
        Duration patience = settings.delivery().deadline();
        JobRunner runner = new JobRunner(
                jobs,
                chunks,
                journal,
                registry,
                (entries, rounds) -> ledger.letters().givingUp(entries, GIVEN_UP, rounds),
                settings.jobs(),
                patience,
                clock);
        boolean tokens = settings.mode() == Mode.PRODUCTION;
        return Map.of(
                "jobRunner", runner,
                "jobSteps", new JobSteps(runner),
                "jobThreads", engine.jobThreads(),
                "handOver", new HandOver(runner, journal),
                "jobUpkeep", upkeep,
                "jobAdmission", new JobAdmission(intake, journal, runner, settings),
                "jobDesk",
                        new JobDesk(
                                runner,
                                jobs,
                                chunks,
                                journal,
                                settings.delivery().backoffMax()),
                "jobReport", new JobReport(settings.http().basePath(), tokens, listener));
    }
}
