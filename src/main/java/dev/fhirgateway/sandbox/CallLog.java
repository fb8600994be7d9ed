package dev.fhirgateway.sandbox;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest calls, oldest first. Bounded in number and in bytes, so that a sandbox can be left running. */
final class CallLog {
    private final Clock clock;
    private final int maxCalls;
    private final long maxBytes;
    private final Deque<ReceivedCall> calls = new ArrayDeque<>();
    private int total;
    private long bytes;

    CallLog(Clock clock, int maxCalls, long maxBytes) {
        this.clock = clock;
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
    }

    synchronized ReceivedCall add(String method, String path, byte[] body) {
        total++;
        ReceivedCall call = new ReceivedCall(total, clock.instant(), method, path, body);
        calls.addLast(call);
        bytes += call.bodyLength();
        while (calls.size() > maxCalls || (bytes > maxBytes && calls.size() > 1)) {
            bytes -= calls.removeFirst().bodyLength();
        }
        return call;
    }

    synchronized List<ReceivedCall> calls() {
        return List.copyOf(calls);
    }
}
