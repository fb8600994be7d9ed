package dev.fhirgateway.delivery.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What has to wait until the lock is open again, because it runs code of others. On each thread one piece runs after the
 * other: when one of them leads to more, as a turn that is over at once does, that is queued and not nested, so the
 * stack stays flat however many there are.
 */
final class Afterwards {
    private static final ThreadLocal<Deque<Runnable>> RUNNING = new ThreadLocal<>();

    private List<Runnable> collected = new ArrayList<>();

    /** With the lock held. */
    void add(Runnable piece) {
        collected.add(piece);
    }

    /** With the lock held: what was collected, to be run without it. */
    List<Runnable> take() {
        if (collected.isEmpty()) {
            return List.of();
        }
        List<Runnable> taken = collected;
        collected = new ArrayList<>();
        return taken;
    }

    /** Without the lock. */
    void run(List<Runnable> pieces) {
        if (pieces.isEmpty()) {
            return;
        }
        Deque<Runnable> queue = RUNNING.get();
        if (queue != null) {
            queue.addAll(pieces);
            return;
        }
        queue = new ArrayDeque<>(pieces);
        RUNNING.set(queue);
        try {
            for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
                next.run();
            }
        } finally {
            RUNNING.remove();
        }
    }
}
