package dev.fhirgateway.delivery.order;

import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.OpenTasks;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Camel's {@code policy} around the steps that send an entry. Body: a {@link Translated} entry. As long as the registry
 * works on an earlier version of its record, the entry waits, without a thread: sent at once, it could be overtaken
 * ({@code registry-side 12, 14.18}). Nobody waits for a task that is in review or past its deadline, which may take any
 * time.
 */
public final class SettledTasks implements Policy {
    private final OpenTasks tasks;
    private final Function<UpsertEntry, Optional<String>> openTask;
    private final Executor workers;
    private final Clock clock;

    /**
     * @param openTask the task that the registry has not ended of the record that an entry names
     * @param workers where what has waited goes on
     * @param clock against which deadlines are held
     */
    public SettledTasks(
            OpenTasks tasks, Function<UpsertEntry, Optional<String>> openTask, Executor workers, Clock clock) {
        this.tasks = tasks;
        this.openTask = openTask;
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                UpsertEntry entry =
                        exchange.getMessage().getBody(Translated.class).entry();
                Optional<String> open = openTask.apply(entry);
                if (open.isEmpty()) {
                    return super.process(exchange, callback);
                }
                await(entry, open.get(), outcome -> {
                    if (outcome == null) {
                        super.process(exchange, sync -> callback.done(false));
                    } else {
                        exchange.getMessage().setBody(outcome);
                        callback.done(false);
                    }
                });
                return false;
            }
        };
    }

    private void await(UpsertEntry entry, String task, Continuation then) {
        try {
            RecordId record = RecordId.of(entry).orElseThrow();
            var unused = tasks.settled(record, task)
                    .thenApply(settled -> true)
                    .toCompletableFuture()
                    .completeOnTimeout(
                            false, entry.origin().left(clock.instant()).toMillis(), TimeUnit.MILLISECONDS)
                    .whenCompleteAsync((settled, fault) -> goOn(entry, task, settled, then), workers);
        } catch (LedgerUnavailable fault) {
            then.with(undelivered(entry, "the ledger cannot be read (" + fault.getMessage() + ")"));
        }
    }

    private void goOn(UpsertEntry entry, String task, boolean settled, Continuation then) {
        Optional<String> open = openTask.apply(entry).filter(now -> !now.equals(task));
        if (!settled) {
            then.with(undelivered(
                    entry,
                    "the registry still works on an earlier version of this record (task " + task
                            + ") and the time for this batch is over"));
        } else if (open.isPresent()) {
            await(entry, open.get(), then);
        } else {
            then.with(null);
        }
    }

    private static UpsertResult undelivered(UpsertEntry entry, String why) {
        return new UpsertResult.Undelivered(
                entry,
                Blame.REGISTRY_UNAVAILABLE,
                List.of(new Problem("transient", entry.root(), "not sent, because " + why + "; a resend is safe")));
    }

    /** What comes after the wait: the steps, or a result in their place. */
    @FunctionalInterface
    private interface Continuation {
        void with(@Nullable UpsertResult instead);
    }
}
