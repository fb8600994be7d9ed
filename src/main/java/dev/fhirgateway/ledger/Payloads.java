package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.RecordName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bodies of the calls that are made for an entry, as they are sent; those that are kept stay until its batch ends. */
final class Payloads {
    private final boolean keeps;
    private Map<RecordName, byte[]> toSend = new HashMap<>(2);
    private Map<RecordName, byte[]> kept = Map.of();

    /** @param keeps whether what is sent is kept */
    Payloads(boolean keeps) {
        this.keeps = keeps;
    }

    void send(Map<RecordName, byte[]> bodies) {
        toSend = new HashMap<>(bodies);
        kept = keeps ? new LinkedHashMap<>(bodies) : Map.of();
    }

    void sendBesides(RecordName name, byte[] body) {
        if (keeps) {
            kept = kept.isEmpty() ? new LinkedHashMap<>() : kept;
            kept.put(name, body);
        }
    }

    /** @throws IllegalStateException when it is not being sent */
    byte[] get(RecordName name) {
        byte[] payload = toSend.get(name);
        if (payload == null) {
            throw new IllegalStateException("a record that is not being sent");
        }
        return payload;
    }

    void sent(RecordName name) {
        toSend.remove(name);
    }

    void forget() {
        kept = Map.of();
    }

    Map<RecordName, byte[]> kept() {
        return kept;
    }
}
