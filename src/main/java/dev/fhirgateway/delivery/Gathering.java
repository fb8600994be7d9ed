package dev.fhirgateway.delivery;

import dev.fhirgateway.settings.BulkSettings;
import dev.fhirgateway.upsert.BulkWrite;
import dev.fhirgateway.upsert.RecordName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

/** Writes that will share a request. Used by one thread at a time. */
final class Gathering {
    private final BulkShape shape;
    private final List<Waiting> writes = new ArrayList<>();
    private final Set<RecordName> records = new HashSet<>();
    private long bytes;

    /** @param shape of the request */
    Gathering(BulkShape shape) {
        this.shape = shape;
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

    private static Gathering of(BulkShape shape, List<Waiting> writes) {
        Gathering gathering = new Gathering(shape);
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
                && shape.body().size(writes.size() + 1, bytes + write.part().operation().length) <= shape.most(most);
    }

    /** Whether it is no more than a single call does, and better. */
    boolean isOneCall() {
        return shape.form() == BulkWrite.Form.BUNDLE && writes.size() == 1;
    }

    int size() {
        return writes.size();
    }

    List<Waiting> writes() {
        return writes;
    }

    BulkWrite request() {
        return new BulkWrite(
                shape.form(), shape.target(), writes.stream().map(Waiting::part).toList());
    }

    /** The first half of the writes, and the others. */
    List<Gathering> halves() {
        int half = writes.size() / 2;
        return List.of(of(shape, writes.subList(0, half)), of(shape, writes.subList(half, writes.size())));
    }
}
