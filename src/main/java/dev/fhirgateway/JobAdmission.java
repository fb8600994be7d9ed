package dev.fhirgateway;

import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.intake.JobBody;
import dev.fhirgateway.intake.JobBodyRules;
import dev.fhirgateway.jobs.JobRunner;
import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.jobs.Job;
import dev.fhirgateway.ledger.jobs.JobAnswer;
import dev.fhirgateway.ledger.jobs.NewJob;
import dev.fhirgateway.ledger.journal.Journal;
import dev.fhirgateway.ledger.journal.JournalWriter;
import dev.fhirgateway.settings.BrokenBodies;
import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.settings.LargeBatches;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.RetryAfter;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import java.time.Duration;
import java.util.Map;

/**
 * Takes requests in as jobs: their entries go into the journal while the body arrives, and nobody is told of the job
 * before that and the job itself are on the disk.
 */
public final class JobAdmission {
    private final Intake intake;
    private final Journal journal;
    private final JobRunner runner;
    private final GatewaySettings settings;
    private final JobBodyRules rules;
    private final Duration retryAfter;

    /** @param journal where the entries go */
    JobAdmission(Intake intake, Journal journal, JobRunner runner, GatewaySettings settings) {
        this.intake = intake;
        this.journal = journal;
        this.runner = runner;
        this.settings = settings;
        this.rules =
                new JobBodyRules(settings.jobs().maxBytes(), settings.jobs().brokenBodies() == BrokenBodies.KEEP);
        this.retryAfter = settings.delivery().backoffMax();
    }

    /**
     * The batch of a request, to be delivered while its sender waits; or, when it is too large for that and the settings
     * say so, the answer that it was taken as a job.
     *
     * @throws RequestRefused as {@link Intake#read} does, and as {@link #admit} does
     */
    public Object read(UpsertRequest request) {
        if (settings.jobs().largeBatches() == LargeBatches.REFUSE || request.preference() == Preference.DRY_RUN) {
            return intake.read(request);
        }
        Origin origin = intake.admitted(request);
        try (SpilledEntries entries = new SpilledEntries(
                settings.intake(),
                request.memory(),
                () -> journal.create(checked(origin).jobId()))) {
            JobBody body = intake.record(request, origin, rules, entries);
            if (entries.commit()) {
                return admit(origin, body);
            }
            if (body.broken() != null) {
                throw new RequestRefused(400, "structure", body.broken());
            }
            return new UpsertBatch(origin, request.preference(), entries.kept());
        }
    }

    /**
     * Takes a request in as a job.
     *
     * @throws RequestRefused 400 for a body that is none, 413 for one that is too large, 503 or 507 when it cannot be kept:
     *     then nothing of it is
     */
    public JobAnswer admit(UpsertRequest request) {
        Origin origin = checked(intake.admitted(request));
        try (JournalWriter entries = journal.create(origin.jobId())) {
            JobBody body = intake.record(request, origin, rules, entries::add);
            entries.commit();
            return admit(origin, body);
        }
    }

    private JobAnswer admit(Origin origin, JobBody body) {
        try {
            Job job = runner.admit(new NewJob(
                    origin.jobId(),
                    origin.sourceKey(),
                    origin.client(),
                    origin.wishes().forced(),
                    origin.receivedAt(),
                    body.entries(),
                    body.broken()));
            return new JobAnswer.Taken(job);
        } catch (LedgerUnavailable fault) {
            throw new RequestRefused(
                    503,
                    "transient",
                    "nothing was taken, because it could not be recorded (the ledger: " + fault.getMessage()
                            + "); a resend is safe",
                    Map.of("Retry-After", RetryAfter.seconds(retryAfter)));
        }
    }

    private static Origin checked(Origin origin) {
        if (origin.wishes().idempotencyKey() != null) {
            throw new RequestRefused(
                    400,
                    "not-supported",
                    "a job takes no Idempotency-Key; look in the list of jobs whether it was taken, or send it again:"
                            + " what was stored is stored once");
        }
        return origin;
    }
}
