package dev.fhirgateway.followup;

import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.OpenTasks;
import dev.fhirgateway.upsert.OpenTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * The tasks that are asked about now. Camel's {@code policy} around the steps that ask about one; body: an
 * {@link OpenTask} that {@link #due()} gave. None is asked about twice at once, and no more of them than a page are in
 * memory, however many are due.
 */
public final class ClaimedTasks implements Policy {
    private static final int AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Set<Key> claimed = ConcurrentHashMap.newKeySet();
    private final OpenTasks tasks;
    private final BooleanSupplier registryAnswers;

    /**
     * @param tasks all that are followed
     * @param registryAnswers whether the registry is not known to be down; while it is, one task at a time finds out
     */
    public ClaimedTasks(OpenTasks tasks, BooleanSupplier registryAnswers) {
        this.tasks = tasks;
        this.registryAnswers = registryAnswers;
    }

    /** Claims tasks that are due, as many as there is room for. */
    public List<OpenTask> due() {
        int room = (registryAnswers.getAsBoolean() ? AT_ONCE : 1) - claimed.size();
        if (room <= 0) {
            return List.of();
        }
        List<Key> mine = new ArrayList<>();
        try {
            return tasks.due(
                    room + claimed.size(), (source, task) -> mine.size() < room && claim(source, task, mine), PATIENCE);
        } catch (LedgerUnavailable nobodyAsks) {
            mine.forEach(claimed::remove);
            throw nobodyAsks;
        }
    }

    private boolean claim(String source, String task, List<Key> mine) {
        Key key = new Key(source, task);
        return claimed.add(key) && mine.add(key);
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Key key = Key.of(exchange.getMessage().getBody(OpenTask.class));
                return super.process(exchange, sync -> {
                    claimed.remove(key);
                    callback.done(sync);
                });
            }
        };
    }

    private record Key(String source, String task) {
        static Key of(OpenTask task) {
            return new Key(task.sourceKey(), task.taskId());
        }
    }
}
