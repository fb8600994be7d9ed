package dev.fhirgateway.delivery.window;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * A registry, and a gateway that always has as many calls in flight as its limit lets it, in time of their own: the same
 * seed gives the same figures. Times are in milliseconds here, and in nanoseconds towards the limit.
 */
final class SimulatedRegistry {
    final AdaptiveLimit limit = new AdaptiveLimit(4, 64);
    final Random random = new Random(7);
    double now;
    int calls;
    int drops;
    int lowest;
    private double limitOverTime;
    private final Answering answering;

    /** When an answer comes, and whether it is one. */
    record Answer(double at, boolean dropped) {}

    /** How the registry answers a call that is sent now. */
    interface Answering {
        Answer to(SimulatedRegistry registry);
    }

    private record Call(double sent, int inFlight, Answer answer) {}

    SimulatedRegistry(Answering answering) {
        this.answering = answering;
    }

    /** All calls are answered after a while that varies: half of them within a factor of 1.4 when {@code jitter} is 0.5. */
    static Answering taking(DoubleUnaryOperator latencyAt, double jitter) {
        return registry ->
                new Answer(registry.now + registry.varied(latencyAt.applyAsDouble(registry.now), jitter), false);
    }

    /** A queue in front of so many servers. */
    static Answering servers(DoubleUnaryOperator serversAt, double latency) {
        PriorityQueue<Double> freeAt = new PriorityQueue<>();
        return registry -> {
            int servers = (int) serversAt.applyAsDouble(registry.now);
            while (freeAt.size() > servers) {
                freeAt.remove();
            }
            while (freeAt.size() < servers) {
                freeAt.add(registry.now);
            }
            double end = Math.max(registry.now, freeAt.remove()) + registry.varied(latency, 0.3);
            freeAt.add(end);
            return new Answer(end, false);
        };
    }

    /** 429 for whatever is above so many calls a second. */
    static Answering upTo(double callsPerSecond, double latency) {
        double burst = callsPerSecond / 10;
        double[] tokens = {burst, 0};
        return registry -> {
            tokens[0] = Math.min(burst, tokens[0] + (registry.now - tokens[1]) / 1_000 * callsPerSecond);
            tokens[1] = registry.now;
            if (tokens[0] < 1) {
                return new Answer(registry.now + 5, true);
            }
            tokens[0]--;
            return new Answer(registry.now + registry.varied(latency, 0.2), false);
        };
    }

    /** A share of the calls fails. */
    static Answering failing(DoubleUnaryOperator shareAt, double latency) {
        return registry -> new Answer(
                registry.now + registry.varied(latency, 0.2),
                registry.random.nextDouble() < shareAt.applyAsDouble(registry.now));
    }

    /** A gateway that does nothing for a while each second, and is late by a few milliseconds otherwise. */
    static Answering seenByABusyGateway(Answering answering, double pause) {
        return registry -> {
            Answer answer = answering.to(registry);
            double second = Math.floor(answer.at() / 1_000) * 1_000;
            double seen = answer.at() - second < pause
                    ? second + pause
                    : answer.at() - 4 * Math.log(1 - registry.random.nextDouble());
            return new Answer(seen, answer.dropped());
        };
    }

    /** Work without end. */
    SimulatedRegistry until(double end) {
        return run(end, Integer.MAX_VALUE);
    }

    /** A batch of so many calls, as soon as the one before is done. */
    SimulatedRegistry batch(int size) {
        return run(Double.MAX_VALUE, size);
    }

    /** The mean of the limit since the start. */
    double meanLimit() {
        return limitOverTime / now;
    }

    double droppedShare() {
        return (double) drops / calls;
    }

    private SimulatedRegistry run(double end, int size) {
        lowest = limit.current();
        PriorityQueue<Call> inFlight = new PriorityQueue<>(
                Comparator.comparingDouble(call -> call.answer().at()));
        int left = size;
        while (now < end && (left > 0 || !inFlight.isEmpty())) {
            while (left > 0 && inFlight.size() < limit.current()) {
                left--;
                inFlight.add(new Call(now, inFlight.size() + 1, answering.to(this)));
            }
            over(inFlight.remove());
        }
        return this;
    }

    private void over(Call call) {
        limitOverTime += limit.current() * (call.answer().at() - now);
        now = call.answer().at();
        calls++;
        drops += call.answer().dropped() ? 1 : 0;
        limit.sample(
                nanos(call.sent()), nanos(now), call.inFlight(), call.answer().dropped());
        lowest = Math.min(lowest, limit.current());
    }

    private double varied(double latency, double jitter) {
        return latency * Math.exp(random.nextGaussian() * jitter);
    }

    private static long nanos(double millis) {
        return (long) (millis * 1_000_000);
    }
}
