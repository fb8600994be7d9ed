package dev.fhirgateway.followup;

import dev.fhirgateway.ledger.EntryEnd;
import dev.fhirgateway.ledger.NewTask;
import dev.fhirgateway.ledger.OpenTasks;
import dev.fhirgateway.ledger.OperationWord;
import dev.fhirgateway.ledger.Outcome;
import dev.fhirgateway.ledger.ParkedRelationship;
import dev.fhirgateway.ledger.TaskNews;
import dev.fhirgateway.settings.FollowUpSettings;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.OperationState;
import dev.fhirgateway.upsert.Resend;
import dev.fhirgateway.upsert.Resent;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private static final int MOST_SENDS = 3;

    private final OpenTasks tasks;
    private final PollSchedule schedule;
    private final Duration patience;
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
        this.patience = patience;
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
        Instant now = clock.instant();
        OpenTask task = progress.task();
        boolean late = schedule.isOverdue(task, now);
        List<Resend> resends = new ArrayList<>();
        List<TaskNews.Operation> news = new ArrayList<>();
        for (int i = 0; i < progress.states().size(); i++) {
            TaskOperation operation = task.operations().get(i);
            OperationState state = progress.states().get(i);
            Optional<Resend> again = late ? Optional.empty() : resend(task, operation, state, now);
            again.ifPresent(resends::add);
            news.add(
                    again.isPresent()
                            ? Judged.news(operation, OperationWord.PENDING, null)
                            : judged(task, operation, atLast(task, state, now), late));
        }
        TaskNews told = new TaskNews(task, task.polls() + 1, schedule.next(task, now), news);
        return write(told).thenApply(ends -> resends);
    }

    private TaskNews.Operation judged(OpenTask task, TaskOperation operation, OperationState state, boolean late) {
        Optional<ParkedRelationship> parks = state instanceof OperationState.EndMissing
                ? tasks.payload(task, operation).flatMap(sent -> parking.of(task.sourceKey(), operation, sent))
                : Optional.empty();
        return parks.map(relationship -> TaskNews.Operation.parked(operation, relationship))
                .orElseGet(() -> Judged.of(operation, state, late));
    }

    private CompletionStage<List<Resend>> unanswered(OpenTask task) {
        Instant next = schedule.unanswered(task, clock.instant());
        return write(new TaskNews(task, task.polls(), next, List.of())).thenApply(ends -> List.of());
    }

    /** Remembers what a write came to that was made again. */
    public CompletionStage<Boolean> sentAgain(Resent resent) {
        OpenTask task = resent.resend().task();
        Optional<TaskNews.Operation> news = SentAgain.of(resent, parking);
        return news.isEmpty()
                ? CompletableFuture.completedFuture(false)
                : write(new TaskNews(task, task.polls() + 1, schedule.next(task, clock.instant()), List.of(news.get())))
                        .thenApply(ends -> true);
    }

    private CompletionStage<List<EntryEnd>> write(TaskNews news) {
        return tasks.record(news).thenApply(ends -> {
            ends.forEach(this::ended);
            return ends;
        });
    }

    private void ended(EntryEnd end) {
        if (end.outcome() == Outcome.PERSISTED) {
            listener.persisted(end.source(), Duration.between(end.receivedAt(), clock.instant()));
        }
        LOG.debug(
                "entry {} of batch {} ended: {}",
                end.entry().position(),
                end.entry().batchId(),
                end.outcome());
    }

    private OperationState atLast(OpenTask task, OperationState state, Instant now) {
        return state.isEnd() || !schedule.isGivenUp(task, now)
                ? state
                : new OperationState.Unknown("the registry has not ended its task for as long as the gateway asked");
    }

    private Optional<Resend> resend(OpenTask task, TaskOperation operation, OperationState state, Instant now) {
        return state instanceof OperationState.SendAgain && operation.awaited() && operation.sends() < MOST_SENDS
                ? tasks.payload(task, operation)
                        .map(payload -> new Resend(task, operation, payload, now.plus(patience)))
                : Optional.empty();
    }

    /** Reads what was sent of a relationship. */
    @FunctionalInterface
    public interface Parking {
        /** Empty when it was the change of one that is there. */
        Optional<ParkedRelationship> of(String source, TaskOperation operation, byte[] sent);
    }
}
