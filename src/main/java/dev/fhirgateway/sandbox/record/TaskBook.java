package dev.fhirgateway.sandbox.record;

import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Carries out work, now or as tasks, and keeps their receipts. Accepted work is carried out when somebody looks after
 * its time has come, as if it had been done on that very moment; all of it in the order of these times, and of its
 * acceptance where they are equal. So nothing but the clock decides what can be seen, and no thread waits. One work at a
 * time, and nobody looks meanwhile: that is what makes a bundle whole for everyone, and lets all else that touches the
 * storage do without a lock, as long as it comes through here.
 */
public final class TaskBook {
    /** What came of an operation that was carried out at once. */
    public record Performed(String taskId, Outcome outcome) {}

    /** What came of work that was carried out at once: one outcome per operation. */
    public record Done(Task task, List<Outcome> outcomes) {}

    private final Clock clock;
    private final Duration delay;
    private final Effects effects;
    private final Storage storage;
    private final WaitingTasks waiting = new WaitingTasks();
    private long taken;
    private int depth;

    /**
     * Goes on with the tasks that wait in the storage.
     *
     * @param clock gives whole milliseconds
     * @param delay how long accepted work takes, unless its fate has a time of its own
     * @param effects carries the work out
     */
    TaskBook(Clock clock, Duration delay, Effects effects, Storage storage) {
        this.clock = clock;
        this.delay = delay;
        this.effects = effects;
        this.storage = storage;
        takeUp();
    }

    /** Takes the operation to be carried out later, and gives its task. */
    public String accept(Operation operation, TaskFate fate) {
        return accept(Work.single(operation), fate);
    }

    /** Takes the work to be carried out later, and gives its task. */
    public String accept(Work work, TaskFate fate) {
        return accepted(work, fate).taskId();
    }

    /** Takes the work to be carried out later, and gives its task as it stands until then. */
    public Task accepted(Work work, TaskFate fate) {
        return whole(() -> {
            Instant now = clock.instant();
            PendingTask accepted = PendingTask.of(++taken, work, fate, now, delay);
            storage.tasks().keep(accepted);
            return waiting.add(accepted);
        });
    }

    /** Carries out the operation now. */
    public Performed perform(Operation operation) {
        Done done = perform(Work.single(operation));
        return new Performed(
                done.task().taskId(), Objects.requireNonNull(done.outcomes().get(0)));
    }

    /** Carries out the work now, after what is due. */
    public Done perform(Work work) {
        return whole(() -> {
            Instant now = clock.instant();
            carryOutDue(now);
            return finish(PendingTask.of(++taken, work, new TaskFate.OnTime(), now, Duration.ZERO));
        });
    }

    /** Looks at the records, or does more to them: what is due is carried out before, and nothing meanwhile. */
    public <T> T look(Supplier<T> at) {
        return whole(() -> {
            carryOutDue(clock.instant());
            return at.get();
        });
    }

    /** Where a task stands; empty for one unknown to this source or forgotten. */
    public Optional<Task> find(String sourceKey, String taskId) {
        return look(
                () -> waiting.find(sourceKey, taskId).or(() -> storage.tasks().find(sourceKey, taskId)));
    }

    /** How many tasks of each source are not finished, sorted; only where there are some. */
    public SortedMap<String, Integer> open() {
        return look(waiting::counts);
    }

    /** Forgets all tasks; what is pending is never carried out. */
    void clear() {
        whole(() -> {
            storage.tasks().clear();
            takeUp();
            return true;
        });
    }

    /** Does it while nobody else does anything, and keeps all of it, or nothing when it fails. */
    private synchronized <T> T whole(Supplier<T> deed) {
        boolean done = false;
        depth++;
        try {
            T result = deed.get();
            if (depth == 1) {
                storage.commit();
            }
            done = true;
            return result;
        } finally {
            depth--;
            if (!done && depth == 0) {
                storage.rollback();
                takeUp();
            }
        }
    }

    private void takeUp() {
        waiting.replace(storage.tasks().pending());
        taken = storage.tasks().lastNumber();
    }

    private void carryOutDue(Instant now) {
        for (Optional<PendingTask> due = waiting.takeDue(now); due.isPresent(); due = waiting.takeDue(now)) {
            finish(due.get());
        }
    }

    private Done finish(PendingTask due) {
        List<Outcome> outcomes = effects.carryOut(due);
        Task task = Task.done(due, outcomes);
        if (due.leavesNoTrace()) {
            storage.tasks().forget(due);
        } else {
            storage.tasks().finish(due, task);
        }
        return new Done(task, outcomes);
    }
}
