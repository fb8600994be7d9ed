package dev.fhirgateway.delivery.window;

import dev.fhirgateway.delivery.window.WaitingCall.Client;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait, first come first served for each client, and the clients in turn, one call each: whoever has
 * 100,000 waiting delays whoever has ten by one call a round. Every step takes the same time, however many wait.
 */
final class FairQueue {
    /** In the order in which they are served; whoever was served goes to the end. The first call of each still waits. */
    private final Map<Client, Deque<WaitingCall>> clients = new LinkedHashMap<>();

    private int size;

    void add(WaitingCall call) {
        call.queued = true;
        clients.computeIfAbsent(call.client, client -> new ArrayDeque<>()).add(call);
        size++;
    }

    /** Takes the call whose turn it is; null when none waits. */
    @Nullable
    WaitingCall poll() {
        Iterator<Map.Entry<Client, Deque<WaitingCall>>> round =
                clients.entrySet().iterator();
        if (!round.hasNext()) {
            return null;
        }
        Map.Entry<Client, Deque<WaitingCall>> next = round.next();
        Deque<WaitingCall> calls = next.getValue();
        round.remove();
        WaitingCall call = calls.remove();
        leaves(call);
        skipThoseThatLeft(calls);
        if (!calls.isEmpty()) {
            clients.put(next.getKey(), calls);
        }
        return call;
    }

    /** Takes this one out, wherever it stands. */
    void remove(WaitingCall call) {
        leaves(call);
        Deque<WaitingCall> calls = clients.get(call.client);
        if (calls != null) {
            skipThoseThatLeft(calls);
            if (calls.isEmpty()) {
                clients.remove(call.client);
            }
        }
    }

    /** Takes all calls of some sources. */
    List<WaitingCall> removeAll(Predicate<String> ofSource) {
        List<WaitingCall> removed = new ArrayList<>();
        clients.entrySet().removeIf(client -> {
            boolean applies = ofSource.test(client.getKey().source());
            if (applies) {
                client.getValue().stream().filter(call -> call.queued).forEach(removed::add);
            }
            return applies;
        });
        removed.forEach(this::leaves);
        return removed;
    }

    int size() {
        return size;
    }

    /** When the oldest of them came, in nanoseconds since the start of the window; now when none waits. */
    long oldest(long now) {
        return clients.values().stream()
                .mapToLong(calls -> calls.getFirst().since)
                .min()
                .orElse(now);
    }

    private void leaves(WaitingCall call) {
        call.queued = false;
        size--;
    }

    private static void skipThoseThatLeft(Deque<WaitingCall> calls) {
        while (!calls.isEmpty() && !calls.getFirst().queued) {
            calls.remove();
        }
    }
}
