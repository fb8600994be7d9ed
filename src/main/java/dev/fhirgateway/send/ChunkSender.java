package dev.fhirgateway.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends one chunk until each of its entries has come to its end. What is refused as a whole, for the time being, is tried
 * again as long as patience lasts; an entry that fails while the gateway answers, a few times.
 */
final class ChunkSender {
    /** An entry that the registry cannot be reached for so often, while the gateway gives answers, has failed. */
    static final int MOST_ROUNDS = 5;

    private final BatchCall call;
    private final Waiting waiting;
    private final Stop stop;
    private final Duration patience;
    private final Book book;
    private final Latencies latencies;

    /**
     * @param patience how long a chunk is tried without an answer to its entries
     * @param book is told every end
     */
    ChunkSender(BatchCall call, Waiting waiting, Stop stop, Duration patience, Book book, Latencies latencies) {
        this.call = call;
        this.waiting = waiting;
        this.stop = stop;
        this.patience = patience;
        this.book = book;
        this.latencies = latencies;
    }

    /**
     * Returns when all is told to the book.
     *
     * @throws Stopped when that was asked for before, or when it has to be
     */
    void send(Chunk chunk) {
        Chunk left = chunk;
        for (int round = 1; left.size() > 0; round++) {
            Answer answer = answered(left);
            if (answer instanceof Answer.Results results) {
                left = settle(left, results, round == MOST_ROUNDS);
                if (left.size() > 0) {
                    waiting.alone(results.comeBack(), round);
                }
            } else if (answer instanceof Answer.TooLarge refused) {
                inParts(left, refused.reason());
                return;
            } else {
                throw new IllegalStateException("not an answer to wait for: " + answer);
            }
        }
    }

    /** The first answer that is no reason to wait. */
    private Answer answered(Chunk chunk) {
        long start = System.nanoTime();
        for (int tries = 1; true; tries++) {
            waiting.awaitTurn();
            long sent = System.nanoTime();
            Answer answer = call.put(chunk);
            latencies.add(System.nanoTime() - sent);
            if (answer instanceof Answer.Refused refused) {
                throw stopped("the gateway refuses: " + refused.reason());
            }
            if (!(answer instanceof Answer.Later later)) {
                return answer;
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(patience) > 0) {
                throw stopped("given up after " + Words.time(waited) + " (--patience): " + later.reason());
            }
            latencies.addRetry();
            waiting.all(later.comeBack(), tries, later.reason());
        }
    }

    private Stopped stopped(String fault) {
        stop.because(fault);
        return new Stopped();
    }

    private Chunk settle(Chunk chunk, Answer.Results results, boolean last) {
        List<Settled> settled = new ArrayList<>();
        List<Original> again = new ArrayList<>();
        for (int i = 0; i < chunk.size(); i++) {
            EntryEnd end = results.ends().get(i);
            if (end.helpedByResend() && !last) {
                again.add(chunk.entries().get(i));
            } else {
                settled.add(new Settled(chunk.entries().get(i), end));
            }
        }
        book.settle(settled);
        if (!again.isEmpty()) {
            latencies.addRetry();
        }
        return new Chunk(again);
    }

    private void inParts(Chunk chunk, String reason) {
        if (chunk.size() == 1) {
            book.settle(List.of(new Settled(chunk.entries().get(0), EntryEnd.failure("gateway-limit", reason))));
            return;
        }
        send(chunk.firstHalf());
        send(chunk.secondHalf());
    }
}
