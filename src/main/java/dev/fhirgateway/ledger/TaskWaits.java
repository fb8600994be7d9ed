package dev.fhirgateway.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Those who wait for a task of a record to end. A task that somebody waits for is asked about at once. */
final class TaskWaits {
    private final ConcurrentMap<RecordId, CompletableFuture<@Nullable Void>> waiting = new ConcurrentHashMap<>();
    private final LedgerReader reader;
    private final LedgerWriter writer;
    private final NextDue nextPoll;
    private final Clock clock;

    /** @param nextPoll is told of what is due sooner than it was */
    TaskWaits(LedgerReader reader, LedgerWriter writer, NextDue nextPoll, Clock clock) {
        this.nextPoll = nextPoll;
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
    }

    /** Completes when the task is no longer one that is expected to end soon; at once when it is not. */
    CompletionStage<@Nullable Void> until(RecordId record, String task) {
        CompletableFuture<@Nullable Void> end = waiting.computeIfAbsent(record, id -> new CompletableFuture<>());
        if (reader.read(handle -> TaskReads.isPending(handle, record, task))) {
            hurry(record.source(), task);
        } else {
            goOn(record);
        }
        return end;
    }

    /** Has it asked about as soon as possible; should that not be written, at its time. */
    void hurry(String source, String task) {
        Instant now = clock.instant();
        var unused = writer.write(handle -> {
                    TaskTable.hurry(handle, source, task, now);
                    return true;
                })
                .whenComplete((done, fault) -> nextPoll.at(now));
    }

    /** The record has no task any more that is waited for. */
    void goOn(RecordId record) {
        CompletableFuture<@Nullable Void> end = waiting.remove(record);
        if (end != null) {
            end.complete(null);
        }
    }
}
