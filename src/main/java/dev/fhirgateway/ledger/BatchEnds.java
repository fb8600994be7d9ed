package dev.fhirgateway.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
    private final Set<Integer> lasting = new HashSet<>();
    private final List<Waiting> waiting = new ArrayList<>();

    BatchEnds() {}

    /** A task was made of a write of an entry: the entry has not ended, whatever it came to before. */
    synchronized void opened(int position) {
        followed.add(position);
        ends.remove(position);
        lasting.remove(position);
    }

    /** Whether the batch tells it by itself; else nobody has heard of it. */
    boolean told(EntryEnd end) {
        List<Waiting> over;
        synchronized (this) {
            int position = end.entry().position();
            if (!followed.contains(position)) {
                return false;
            }
            ends.put(position, end);
            over = over();
        }
        over.forEach(one -> one.all().complete(null));
        return true;
    }

    /** A task of an entry may take any time now, such as that of a review: nobody waits for it any more. */
    void lasts(int position) {
        List<Waiting> over;
        synchronized (this) {
            lasting.add(position);
            over = over();
        }
        over.forEach(one -> one.all().complete(null));
    }

    private List<Waiting> over() {
        List<Waiting> over =
                waiting.stream().filter(one -> areOver(one.positions())).toList();
        waiting.removeAll(over);
        return over;
    }

    private boolean areOver(Set<Integer> positions) {
        return positions.stream().allMatch(position -> ends.containsKey(position) || lasting.contains(position));
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

    /** Completes when all of these entries have ended or may take any time, on a thread that must not be held up. */
    public CompletableFuture<@Nullable Void> all(Set<Integer> positions) {
        Waiting all = new Waiting(Set.copyOf(positions), new CompletableFuture<>());
        synchronized (this) {
            if (!areOver(all.positions())) {
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
