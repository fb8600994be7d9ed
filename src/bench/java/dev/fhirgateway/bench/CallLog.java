package dev.fhirgateway.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The calls that a {@link StubRegistry} got, in the order in which they came, and what it stored, in that order. */
final class CallLog {
    /** One call. */
    static final class Call {
        private final boolean put;
        private final String path;
        private final long mark;
        private final long at;
        private final long began = System.nanoTime();
        private boolean told;
        private long micros;

        private Call(boolean put, String path, long mark, long at) {
            this.put = put;
            this.path = path;
            this.mark = mark;
            this.at = at;
        }

        /** It was answered now; as a success, and the answer not spoiled, or not. */
        void answered(boolean success) {
            told = success;
            micros = (System.nanoTime() - began) / 1_000;
        }

        boolean isPut() {
            return put;
        }

        String path() {
            return path;
        }

        /** The number that the entry bears; -1 for none. */
        long mark() {
            return mark;
        }

        /** When it came, in milliseconds of the epoch. */
        long at() {
            return at;
        }

        /** How long the registry took, in microseconds; 0 when it did not answer. */
        long micros() {
            return micros;
        }

        boolean isTold() {
            return told;
        }
    }

    private final List<Call> calls = new ArrayList<>();
    private final List<Call> stored = new ArrayList<>();

    Call arrived(boolean put, String path, long mark) {
        Call call = new Call(put, path, mark, System.currentTimeMillis());
        calls.add(call);
        return call;
    }

    void stored(Call call) {
        stored.add(call);
    }

    List<Call> puts() {
        return calls.stream().filter(Call::isPut).toList();
    }

    long gets() {
        return calls.size() - puts().size();
    }

    /** How many different entries were stored. */
    long marksStored() {
        return stored.stream().map(Call::mark).distinct().count();
    }

    List<Call> stored() {
        return stored;
    }

    static CallLog read(JsonObject json) {
        CallLog log = new CallLog();
        json.getJsonArray("calls").forEach(each -> {
            JsonArray call = (JsonArray) each;
            Call read = new Call(call.getBoolean(0), call.getString(1), call.getLong(2), call.getLong(3));
            read.told = call.getBoolean(4);
            read.micros = call.getLong(5);
            log.calls.add(read);
        });
        json.getJsonArray("stored").forEach(index -> log.stored(log.calls.get((Integer) index)));
        return log;
    }

    JsonObject toJson() {
        JsonArray all = new JsonArray();
        Map<Call, Integer> index = new IdentityHashMap<>();
        for (Call call : calls) {
            index.put(call, index.size());
            all.add(new JsonArray()
                    .add(call.put)
                    .add(call.path)
                    .add(call.mark)
                    .add(call.at)
                    .add(call.told)
                    .add(call.micros));
        }
        JsonArray order = new JsonArray();
        stored.forEach(call -> order.add(index.get(call)));
        return new JsonObject().put("calls", all).put("stored", order);
    }
}
