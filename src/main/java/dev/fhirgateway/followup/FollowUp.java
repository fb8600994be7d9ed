package dev.fhirgateway.followup;

import dev.fhirgateway.followup.Judgement.Reckoning;
import dev.fhirgateway.ledger.EntryEnd;
import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.NewTask;
import dev.fhirgateway.ledger.OpenTasks;
import dev.fhirgateway.ledger.Outcome;
import dev.fhirgateway.ledger.TaskNews;
import dev.fhirgateway.settings.FollowUpSettings;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.Resend;
import dev.fhirgateway.upsert.Resent;
import dev.fhirgateway.upsert.TaskProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of {@code routes/6-follow-up.camel.yaml} that remember what the registry told of its tasks. A write that the
 * registry failed at is made again, a few times, as long as no later write of its record can have gone past it.
 */
public final class FollowUp {
    private static final Logger LOG = LoggerFactory.getLogger(FollowUp.class);

    private final OpenTasks tasks;
    private final PollSchedule schedule;
    private final Judgement judgement;
    private final Clock clock;
    private final FollowUpListener listener;
    private final Parking parking;

    /**
     * @param tasks where all is remembered
     * @param settings when to ask again
     * @param patience how long a write that is made again may be tried
     * @param listener is told what comes of it
     * @param parking reads what was sent of relationships that have to wait
     */
    public FollowUp(
            OpenTasks tasks,
            FollowUpSettings settings,
            Duration patience,
            Clock clock,
            FollowUpListener listener,
            Parking parking) {
        this.tasks = tasks;
        this.schedule =
                new PollSchedule(settings, () -> ThreadLocalRandom.current().nextDouble());
        this.judgement = new Judgement(schedule, tasks::payload, parking, patience);
        this.clock = clock;
        this.listener = listener;
        this.parking = parking;
    }

    /**
     * Remembers a task that the registry has just made, before anything else happens: its name cannot be found out later.
     */
    public CompletionStage<@Nullable Void> accepted(NewTask task) {
        return tasks.open(task, schedule.first(clock.instant()));
    }

    /**
     * Body: how a task stands, or the task itself when that could not be found out: it stands as before then. Gives the
     * writes of it that are made again.
     */
    public CompletionStage<List<Resend>> remember(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        return body instanceof TaskProgress progress ? told(progress) : unanswered((OpenTask) body);
    }

    private CompletionStage<List<Resend>> told(TaskProgress progress) {
        listener.polled();
        Reckoning reckoning = judgement.of(progress, clock.instant());
        return write(reckoning.news()).thenApply(ends -> reckoning.resends());
    }

    private CompletionStage<List<Resend>> unanswered(OpenTask task) {
        Instant next = schedule.unanswered(task, clock.instant());
        return write(new TaskNews(task, task.polls(), next, List.of())).thenApply(ends -> List.of());
    }

    /** Remembers what a write came to that was made again. */
    public CompletionStage<Boolean> sentAgain(Resent resent) {
        OpenTask task = resent.resend().task();
        Optional<TaskNews.Operation> news = SentAgain.of(resent, parking);
        if (news.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        Instant now = clock.instant();
        return write(new TaskNews(task, schedule.polls(task, now), schedule.next(task, now), List.of(news.get())))
                .thenApply(ends -> true);
    }

    /**
     * A look at the tasks, or at some of them, came to nothing. Of a ledger that fails, health tells; all else is a fault of
     * ours, told by its kind, for its text can hold data.
     */
    public void failed(Exchange exchange) {
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof LedgerUnavailable) {
                return;
            }
        }
        LOG.error("the follow-up of a task ended in an internal fault: {}", String.valueOf(fault.getClass()));
    }

    private CompletionStage<List<EntryEnd>> write(TaskNews news) {
        return tasks.record(news).thenApply(ends -> {
            ends.forEach(this::ended);
            return ends;
        });
    }

    private void ended(EntryEnd end) {
        if (end.outcome() == Outcome.PERSISTED && !end.again()) {
            listener.persisted(end.source(), Duration.between(end.receivedAt(), clock.instant()));
        }
        LOG.debug(
                "entry {} of batch {} ended: {}",
                end.entry().position(),
                end.entry().batchId(),
                end.outcome());
    }
}
