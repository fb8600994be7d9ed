package dev.fhirgateway.followup;

import dev.fhirgateway.ledger.OperationWord;
import dev.fhirgateway.ledger.TaskNews;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.OperationState;
import dev.fhirgateway.upsert.Resend;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What follows from how a task stands: what is remembered of it, and which of its writes are made again. That is one that
 * the registry failed at, a few times, as long as no later write of its record can have gone past it.
 */
final class Judgement {
    private static final int MOST_SENDS = 3;

    private final PollSchedule schedule;
    private final BiFunction<OpenTask, TaskOperation, Optional<byte[]>> payload;
    private final Parking parking;
    private final Duration patience;

    /**
     * @param schedule when a task is late, and when it is given up
     * @param payload what was sent, as long as it is kept
     * @param parking reads what was sent of relationships that have to wait
     * @param patience how long a write that is made again may be tried
     */
    Judgement(
            PollSchedule schedule,
            BiFunction<OpenTask, TaskOperation, Optional<byte[]>> payload,
            Parking parking,
            Duration patience) {
        this.schedule = schedule;
        this.payload = payload;
        this.parking = parking;
        this.patience = patience;
    }

    /**
     * What follows.
     *
     * @param news what is to be remembered
     * @param resends what is to be sent then
     */
    record Reckoning(TaskNews news, List<Resend> resends) {}

    Reckoning of(TaskProgress progress, Instant now) {
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
        return new Reckoning(new TaskNews(task, schedule.polls(task, now), schedule.next(task, now), news), resends);
    }

    /** A relationship whose end is missing waits for it. */
    private TaskNews.Operation judged(OpenTask task, TaskOperation operation, OperationState state, boolean late) {
        return Optional.of(state)
                .filter(OperationState.EndMissing.class::isInstance)
                .flatMap(missing -> payload.apply(task, operation))
                .flatMap(sent -> parking.of(task.sourceKey(), operation, sent))
                .map(relationship -> TaskNews.Operation.parked(operation, relationship))
                .orElseGet(() -> Judged.of(operation, state, late));
    }

    private OperationState atLast(OpenTask task, OperationState state, Instant now) {
        return state.isEnd() || !schedule.isGivenUp(task, now)
                ? state
                : new OperationState.Unknown("the registry has not ended its task for as long as the gateway asked");
    }

    private Optional<Resend> resend(OpenTask task, TaskOperation operation, OperationState state, Instant now) {
        return state instanceof OperationState.SendAgain && operation.awaited() && operation.sends() < MOST_SENDS
                ? payload.apply(task, operation).map(found -> new Resend(task, operation, found, now.plus(patience)))
                : Optional.empty();
    }
}
