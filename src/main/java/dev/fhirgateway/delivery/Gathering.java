package dev.fhirgateway.delivery;

import dev.fhirgateway.registry.BulkBody;
import dev.fhirgateway.settings.BulkSettings;
import dev.fhirgateway.upsert.BulkWrite;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.TaskOperation.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

/** Writes that will share a request. Used by one thread at a time. */
final class Gathering {
    private final Target target;
    private final List<Waiting> writes = new ArrayList<>();
    private final Set<RecordName> records = new HashSet<>();
    private long bytes;

    Gathering(Target target) {
        this.target = target;
    }

    /**
     * A write that waits for the request.
     *
     * @param callback of the exchange that asks for it
     */
    record Waiting(BulkWrite.Part part, Exchange exchange, AsyncCallback callback) {
        /** It goes on in the route. */
        void goOn() {
            callback.done(false);
        }
    }

    private static Gathering of(Target target, List<Waiting> writes) {
        Gathering gathering = new Gathering(target);
        writes.forEach(gathering::add);
        return gathering;
    }

    void add(Waiting write) {
        writes.add(write);
        records.add(write.part().command().record());
        bytes += write.part().operation().length;
    }

    /** Whether one more may share the request: no two of one record do ({@code registry-side 14.18}). */
    boolean hasRoomFor(Waiting write, BulkSettings most) {
        return !records.contains(write.part().command().record())
                && writes.size() < most.operations()
                && BulkBody.size(writes.size() + 1, bytes + write.part().operation().length) <= most.bytes();
    }

    int size() {
        return writes.size();
    }

    List<Waiting> writes() {
        return writes;
    }

    BulkWrite request() {
        return new BulkWrite(target, writes.stream().map(Waiting::part).toList());
    }

    /** The first half of the writes, and the others. */
    List<Gathering> halves() {
        int half = writes.size() / 2;
        return List.of(of(target, writes.subList(0, half)), of(target, writes.subList(half, writes.size())));
    }
}
