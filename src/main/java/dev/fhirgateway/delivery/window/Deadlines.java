package dev.fhirgateway.delivery.window;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When the waiting calls run out of time. The calls of a batch share their deadline, so there are about as many of them
 * as batches; and one timer, set to the next of them, serves all. Times are nanoseconds since the start of the window.
 */
final class Deadlines {
    private final NavigableMap<Long, Set<WaitingCall>> calls = new TreeMap<>();
    private final ScheduledExecutorService timer;
    private final Runnable onTime;
    private @Nullable ScheduledFuture<?> alarm;
    private long alarmAt;

    /**
     * @param timer wakes for the next deadline
     * @param onTime is run then, and asks for {@link #due}
     */
    Deadlines(ScheduledExecutorService timer, Runnable onTime) {
        this.timer = timer;
        this.onTime = onTime;
    }

    void add(WaitingCall call, long now) {
        calls.computeIfAbsent(call.deadline, deadline -> new LinkedHashSet<>()).add(call);
        setAlarm(now);
    }

    /** The alarm stays: it finds nothing, or what comes next. */
    void remove(WaitingCall call) {
        calls.computeIfPresent(call.deadline, (deadline, same) -> {
            same.remove(call);
            return same.isEmpty() ? null : same;
        });
    }

    /** Takes the calls whose time is over, when the alarm has gone off. */
    List<WaitingCall> due(long now) {
        NavigableMap<Long, Set<WaitingCall>> over = calls.headMap(now, true);
        List<WaitingCall> due = new ArrayList<>();
        over.values().forEach(due::addAll);
        over.clear();
        alarm = null;
        setAlarm(now);
        return due;
    }

    private void setAlarm(long now) {
        if (calls.isEmpty()) {
            return;
        }
        long next = calls.firstKey();
        if (alarm != null) {
            if (alarmAt <= next) {
                return;
            }
            alarm.cancel(false);
        }
        alarm = timer.schedule(onTime, next - now, TimeUnit.NANOSECONDS);
        alarmAt = next;
    }
}
