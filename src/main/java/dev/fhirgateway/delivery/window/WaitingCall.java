package dev.fhirgateway.delivery.window;

import java.util.concurrent.CompletableFuture;

/** A call that asks for its turn. All but the future is touched with the lock held only. */
final class WaitingCall {
    final Client client;
    final String recordKey;

    /** In nanoseconds since the start of the window, like the deadline. */
    final long since;

    final long deadline;
    final CompletableFuture<Turn> turn = new CompletableFuture<>();

    /** Whether it stands in the queue; one that has left may still be found there, and is passed over. */
    boolean queued;

    WaitingCall(Client client, String recordKey, long since, long deadline) {
        this.client = client;
        this.recordKey = recordKey;
        this.since = since;
        this.deadline = deadline;
    }

    /**
     * Who the turns are shared between.
     *
     * @param source what it writes to
     * @param name which of those who write to it
     */
    record Client(String source, String name) {}
}
