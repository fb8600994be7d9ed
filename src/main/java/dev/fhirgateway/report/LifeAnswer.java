package dev.fhirgateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fhirgateway.ledger.ParkedState;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.ledger.RecordLife;
import dev.fhirgateway.ledger.RecordLife.Arrival;
import dev.fhirgateway.ledger.RecordLife.Delivery;
import dev.fhirgateway.ledger.RecordLife.Sent;
import dev.fhirgateway.ledger.RecordLife.Task;
import dev.fhirgateway.ledger.RecordState;
import dev.fhirgateway.ledger.letters.LetterOfRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of a record as JSON. What was sent is shown as {@link Redacted} has it, unless it is asked for in full. */
final class LifeAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private LifeAnswer() {}

    /** @param next where to ask for what was before; null when there is nothing */
    static byte[] of(RecordLife life, @Nullable String next) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            life(json, life, next);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void life(JsonGenerator json, RecordLife life, @Nullable String next) throws IOException {
        RecordId record = life.record();
        json.writeStartObject();
        json.writeStringField("source", record.source());
        json.writeStringField("resourceType", record.type());
        json.writeStringField("id", record.id());
        state(json, life.state());
        json.writeArrayFieldStart("underWay");
        for (Arrival arrival : life.inWork()) {
            json.writeStartObject();
            arrival(json, arrival);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("history");
        for (Delivery delivery : life.history()) {
            delivery(json, delivery, life);
        }
        json.writeEndArray();
        MinimalAnswer.optional(json, "next", next);
        if (!life.parked().isEmpty()) {
            json.writeArrayFieldStart("parkedRelationships");
            for (ParkedState parked : life.parked()) {
                parked(json, parked);
            }
            json.writeEndArray();
        }
        letters(json, life.letters());
        json.writeEndObject();
    }

    private static void letters(JsonGenerator json, List<LetterOfRecord> letters) throws IOException {
        if (!letters.isEmpty()) {
            json.writeArrayFieldStart("deadLetters");
            for (LetterOfRecord letter : letters) {
                json.writeStartObject();
                json.writeNumberField("number", letter.number());
                json.writeStringField("state", letter.state().code());
                time(json, "changedAt", letter.changedAt());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static void parked(JsonGenerator json, ParkedState parked) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", parked.record().type());
        json.writeStringField("from", parked.from().type() + "/" + parked.from().id());
        json.writeStringField("to", parked.to().type() + "/" + parked.to().id());
        json.writeStringField("status", parked.word().name());
        MinimalAnswer.optional(json, "reason", parked.words());
        json.writeStringField("batchId", parked.batchId());
        time(json, "parkedAt", parked.parkedAt());
        json.writeNumberField("tries", parked.tries());
        time(json, "nextTry", parked.nextTry());
        time(json, "changedAt", parked.changedAt());
        json.writeEndObject();
    }

    private static void state(JsonGenerator json, RecordState state) throws IOException {
        json.writeObjectFieldStart("state");
        if (state.passage() != 0 || state.task() != null) {
            json.writeStringField("status", state.outcome().name());
        }
        version(json, state.version() == 0 ? null : state.version());
        time(json, "lastUpdated", state.lastUpdated());
        time(json, "createdAt", state.createdAt());
        time(json, "originalLastUpdated", state.originalUpdated());
        MinimalAnswer.optional(json, "taskId", state.task());
        json.writeEndObject();
    }

    private static void delivery(JsonGenerator json, Delivery delivery, RecordLife life) throws IOException {
        json.writeStartObject();
        arrival(json, delivery.arrival());
        json.writeStringField("status", delivery.outcome().name());
        time(json, "endedAt", delivery.endedAt());
        version(json, delivery.version());
        MinimalAnswer.optional(json, "blame", delivery.blame());
        MinimalAnswer.optional(json, "reason", delivery.words());
        if (delivery.status() != null) {
            json.writeNumberField("registryStatus", delivery.status());
        }
        json.writeNumberField("tries", delivery.tries());
        MinimalAnswer.optional(json, "mapping", delivery.mapping());
        if (!delivery.tasks().isEmpty()) {
            json.writeArrayFieldStart("tasks");
            for (Task task : delivery.tasks()) {
                task(json, task);
            }
            json.writeEndArray();
        }
        sent(json, delivery.sent(), life);
        json.writeEndObject();
    }

    private static void sent(JsonGenerator json, Sent sent, RecordLife life) throws IOException {
        MinimalAnswer.optional(json, "sentUnknown", sent.why());
        byte[] bodies = sent.json();
        if (bodies != null) {
            json.writeFieldName("sent");
            if (life.full()) {
                json.writeRawValue(new String(bodies, StandardCharsets.UTF_8));
            } else {
                Redacted.write(bodies, life.record().id(), json);
            }
        }
    }

    private static void task(JsonGenerator json, Task task) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", task.id());
        json.writeStringField("status", task.word().name());
        time(json, "openedAt", task.openedAt());
        json.writeNumberField("polls", task.polls());
        time(json, "nextPoll", task.nextPoll());
        json.writeNumberField("sends", task.sends());
        MinimalAnswer.optional(json, "reason", task.words());
        json.writeEndObject();
    }

    private static void arrival(JsonGenerator json, Arrival arrival) throws IOException {
        json.writeStringField("batchId", arrival.batchId());
        json.writeNumberField("index", arrival.position());
        json.writeStringField("client", arrival.client());
        time(json, "receivedAt", arrival.receivedAt());
    }

    private static void version(JsonGenerator json, @Nullable Long version) throws IOException {
        if (version != null) {
            json.writeStringField("versionId", Long.toString(version));
        }
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
        if (time != null) {
            json.writeStringField(name, time.toString());
        }
    }
}
