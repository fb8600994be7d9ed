package dev.fhirgateway.sandbox.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest calls, oldest first. Bounded in number and in bytes, so that a sandbox can be left running. */
final class CallLog {
    private final Clock clock;
    private final int maxCalls;
    private final long maxBytes;
    private final Map<Integer, LoggedCall> calls = new LinkedHashMap<>();
    private int total;
    private long bytes;

    CallLog(Clock clock, int maxCalls, long maxBytes) {
        this.clock = clock;
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
    }

    synchronized LoggedCall add(String method, String path, byte[] body) {
        total++;
        LoggedCall call = new LoggedCall(total, clock.instant(), method, path, body);
        calls.put(total, call);
        bytes += call.bodyLength();
        Iterator<LoggedCall> oldest = calls.values().iterator();
        while (calls.size() > maxCalls || (bytes > maxBytes && calls.size() > 1)) {
            bytes -= oldest.next().bodyLength();
            oldest.remove();
        }
        return call;
    }

    /** Notes the end of a call, unless it is forgotten already. */
    synchronized void ended(LoggedCall call, @Nullable Integer status, Duration duration) {
        calls.computeIfPresent(call.number(), (number, kept) -> kept == call ? kept.ended(status, duration) : kept);
    }

    synchronized List<LoggedCall> calls() {
        return List.copyOf(calls.values());
    }

    /** How many calls there have been, those that are no longer kept included. */
    synchronized int total() {
        return total;
    }

    /** Forgets the calls so far; later ones are numbered on. */
    synchronized void clear() {
        calls.clear();
        bytes = 0;
    }

    /** Forgets the calls so far and that there were any. */
    synchronized void restart() {
        clear();
        total = 0;
    }
}
