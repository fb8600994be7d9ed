package dev.fhirgateway.delivery.window;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Time that passes when it is told to; its alarms go off then, on the thread that tells it. */
final class ManualTime extends AbstractExecutorService implements ScheduledExecutorService {
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private final PriorityQueue<Alarm<?>> alarms = new PriorityQueue<>();
    private long nanos = -5_000_000_000L; // as System.nanoTime(), which may be below zero

    long nanos() {
        return nanos;
    }

    Instant instant() {
        return START.plusNanos(nanos);
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return ManualTime.this.instant();
            }
        };
    }

    void pass(Duration duration) {
        long end = nanos + duration.toNanos();
        for (Alarm<?> next = alarms.peek(); next != null && next.at <= end; next = alarms.peek()) {
            alarms.remove();
            nanos = Math.max(nanos, next.at);
            next.run();
        }
        nanos = end;
    }

    long alarms() {
        return alarms.stream().filter(alarm -> !alarm.isDone()).count();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return schedule(
                () -> {
                    command.run();
                    return null;
                },
                delay,
                unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        Alarm<V> alarm = new Alarm<>(callable, nanos + unit.toNanos(delay));
        alarms.add(alarm);
        return alarm;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initial, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable command) {
        command.run();
    }

    @Override
    public void shutdown() {
        alarms.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private final class Alarm<V> extends FutureTask<V> implements ScheduledFuture<V> {
        private final long at;

        private Alarm(Callable<V> callable, long at) {
            super(callable);
            this.at = at;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Comparator.<Delayed>comparingLong(alarm -> alarm.getDelay(TimeUnit.NANOSECONDS))
                    .compare(this, other);
        }
    }
}
