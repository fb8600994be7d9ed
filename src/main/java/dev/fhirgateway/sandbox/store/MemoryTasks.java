package dev.fhirgateway.sandbox.store;

import dev.fhirgateway.sandbox.record.PendingTask;
import dev.fhirgateway.sandbox.record.Task;
import dev.fhirgateway.sandbox.record.TaskShelf;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;

/** Keeps tasks in memory. */
final class MemoryTasks implements TaskShelf {
    private record Key(String sourceKey, String taskId) {}

    private final int maxReceipts;
    private final Map<Long, PendingTask> waiting = new LinkedHashMap<>();
    private final Map<Key, Task> done = new HashMap<>();
    private final Queue<Key> order = new ArrayDeque<>();
    private int receipts;
    private long lastNumber;

    /** @param maxReceipts how many receipts are remembered; the latest task's always */
    MemoryTasks(int maxReceipts) {
        this.maxReceipts = maxReceipts;
    }

    @Override
    public void keep(PendingTask task) {
        waiting.put(task.number(), task);
        lastNumber = task.number();
    }

    @Override
    public void finish(PendingTask task, Task ended) {
        Key key = new Key(task.sourceKey(), task.taskId());
        waiting.remove(task.number());
        lastNumber = Math.max(lastNumber, task.number());
        done.put(key, ended);
        order.add(key);
        receipts += ended.weight();
        while (receipts > maxReceipts && order.size() > 1) {
            receipts -= Objects.requireNonNull(done.remove(order.remove())).weight();
        }
    }

    @Override
    public void forget(PendingTask task) {
        waiting.remove(task.number());
    }

    @Override
    public Optional<Task> find(String sourceKey, String taskId) {
        return Optional.ofNullable(done.get(new Key(sourceKey, taskId)));
    }

    @Override
    public List<PendingTask> pending() {
        return List.copyOf(waiting.values());
    }

    @Override
    public long lastNumber() {
        return lastNumber;
    }

    @Override
    public void clear() {
        waiting.clear();
        done.clear();
        order.clear();
        receipts = 0;
    }
}
