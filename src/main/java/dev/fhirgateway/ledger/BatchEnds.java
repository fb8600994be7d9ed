package dev.fhirgateway.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How entries of a batch end whose tasks are over before the batch is, for those of its entries whose tasks it waits for.
 * Entries are named by their positions. Thread-safe.
 */
public final class BatchEnds {
    private final Set<Integer> followed = new HashSet<>();
    private final Map<Integer, EntryEnd> ends = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();

    BatchEnds() {}

    /** A task was made of a write of an entry: the entry has not ended, whatever it came to before. */
    synchronized void opened(int position) {
        followed.add(position);
        ends.remove(position);
    }

    /** Whether the batch tells it by itself; else nobody has heard of it. */
    boolean told(EntryEnd end) {
        List<Waiting> over = new ArrayList<>();
        synchronized (this) {
            int position = end.entry().position();
            if (!followed.contains(position)) {
                return false;
            }
            ends.put(position, end);
            for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
                Waiting one = each.next();
                if (ends.keySet().containsAll(one.positions())) {
                    each.remove();
                    over.add(one);
                }
            }
        }
        over.forEach(one -> one.all().complete(null));
        return true;
    }

    /** Whether the batch waits for no task of any entry. */
    public synchronized boolean isEmpty() {
        return followed.isEmpty();
    }

    /** Whether the batch waits for tasks of an entry. */
    public synchronized boolean isFollowed(int position) {
        return followed.contains(position);
    }

    /** How an entry ended; empty when it has not. */
    public synchronized Optional<EntryEnd> of(int position) {
        return Optional.ofNullable(ends.get(position));
    }

    /** Completes when all of these entries have ended, on a thread that must not be held up. */
    public CompletableFuture<@Nullable Void> all(Set<Integer> positions) {
        Waiting all = new Waiting(Set.copyOf(positions), new CompletableFuture<>());
        synchronized (this) {
            if (!ends.keySet().containsAll(positions)) {
                waiting.add(all);
                return all.all();
            }
        }
        all.all().complete(null);
        return all.all();
    }

    /** The batch tells its results now; what ends from now on, it does not tell. */
    public synchronized void close() {
        followed.clear();
    }

    private record Waiting(Set<Integer> positions, CompletableFuture<@Nullable Void> all) {}
}
