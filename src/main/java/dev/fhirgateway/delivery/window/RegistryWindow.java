package dev.fhirgateway.delivery.window;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stand-in until the real one is merged. */
public final class RegistryWindow {
    private final Queue<CompletableFuture<Turn>> waiting = new ArrayDeque<>();
    private int free;

    public RegistryWindow(int limit) {
        free = limit;
    }

    public CompletionStage<Turn> enter(String source, String client, String record, Instant deadline) {
        CompletableFuture<Turn> turn = new CompletableFuture<>();
        synchronized (this) {
            if (free == 0) {
                waiting.add(turn);
                return turn;
            }
            free--;
        }
        turn.complete(this::done);
        return turn;
    }

    private void done(CallOutcome outcome) {
        CompletableFuture<Turn> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.complete(this::done);
    }
}
