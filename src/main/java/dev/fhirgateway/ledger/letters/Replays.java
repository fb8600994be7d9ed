package dev.fhirgateway.ledger.letters;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The letters that are being sent again now, by the batches that send them. */
final class Replays {
    private final Map<String, Replay> batches = new ConcurrentHashMap<>();
    private final Set<String> sources = ConcurrentHashMap.newKeySet();

    /** Whether letters of this source may be sent: those of one source go one batch after the other. */
    boolean claim(String source) {
        return sources.add(source);
    }

    void release(String source) {
        sources.remove(source);
    }

    void begin(String batchId, Replay replay) {
        batches.put(batchId, replay.withoutContent());
    }

    void end(String batchId) {
        batches.remove(batchId);
    }

    /** Null for a batch that is no replay, or is over. */
    @Nullable
    Replay of(String batchId) {
        return batches.get(batchId);
    }
}
