package dev.fhirgateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fhirgateway.ledger.letters.Letter;
import dev.fhirgateway.ledger.letters.LetterLife;
import dev.fhirgateway.ledger.letters.LetterPage;
import dev.fhirgateway.ledger.letters.LettersChanged;
import dev.fhirgateway.ledger.letters.ShownLetter;
import dev.fhirgateway.upsert.LetterOrder.Action;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Dead letters as JSON. What was sent is shown as {@link Redacted} has it, unless it is asked for in full. */
final class LetterAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private LetterAnswer() {}

    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** @param next where to ask for more; null when there are none */
    static byte[] of(LetterPage page, @Nullable String next) {
        return bytes(json -> {
            json.writeArrayFieldStart("letters");
            for (Letter letter : page.letters()) {
                json.writeStartObject();
                letter(json, letter);
                json.writeEndObject();
            }
            json.writeEndArray();
            MinimalAnswer.optional(json, "next", next);
        });
    }

    static byte[] of(LettersChanged changed) {
        return bytes(json -> json.writeNumberField(
                changed.action() == Action.REPLAY ? "replaying" : "discarded", changed.letters()));
    }

    static byte[] of(ShownLetter shown) {
        LetterLife life = shown.life();
        Letter letter = life.letter();
        String id = letter.record() == null ? "" : letter.record().id();
        return bytes(json -> {
            letter(json, letter);
            MinimalAnswer.optional(json, "unreadable", life.unreadable());
            resource(json, "original", life.body().original(), id, shown.full());
            resource(json, "edited", life.edited(), id, shown.full());
            request(json, life.body().request(), id, shown.full());
            if (shown.full()) {
                raw(json, "answer", life.body().answer());
            }
            json.writeArrayFieldStart("history");
            for (LetterLife.Event event : life.history()) {
                event(json, event);
            }
            json.writeEndArray();
        });
    }

    private static byte[] bytes(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void letter(JsonGenerator json, Letter letter) throws IOException {
        json.writeNumberField("number", letter.number());
        json.writeStringField("state", letter.state().code());
        json.writeStringField("source", letter.source());
        if (letter.record() != null) {
            json.writeStringField("resourceType", letter.record().type());
            json.writeStringField("id", letter.record().id());
        }
        if (letter.relationship() != null) {
            json.writeStringField("relationship", letter.relationship().type());
        }
        MinimalAnswer.optional(json, "blame", letter.blame());
        MinimalAnswer.optional(json, "reason", letter.words());
        if (letter.status() != null) {
            json.writeNumberField("registryStatus", letter.status());
        }
        json.writeNumberField("tries", letter.tries());
        MinimalAnswer.optional(json, "mapping", letter.mapping());
        json.writeStringField("batchId", letter.arrival().batchId());
        json.writeNumberField("index", letter.arrival().position());
        json.writeStringField("client", letter.arrival().client());
        json.writeStringField("receivedAt", letter.arrival().receivedAt().toString());
        json.writeStringField("diedAt", letter.diedAt().toString());
        json.writeStringField("changedAt", letter.changedAt().toString());
        time(json, "nextTry", letter.nextTry());
        MinimalAnswer.optional(json, "closedBy", letter.closedBy());
    }

    private static void resource(JsonGenerator json, String name, byte @Nullable [] resource, String id, boolean full)
            throws IOException {
        if (resource != null && full) {
            raw(json, name, resource);
        } else if (resource != null) {
            json.writeFieldName(name);
            Redacted.resource(resource, id, json);
        }
    }

    private static void request(JsonGenerator json, byte @Nullable [] request, String id, boolean full)
            throws IOException {
        if (request != null && full) {
            raw(json, "request", request);
        } else if (request != null) {
            json.writeFieldName("request");
            Redacted.write(request, id, json);
        }
    }

    private static void raw(JsonGenerator json, String name, byte @Nullable [] value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeRawValue(new String(value, StandardCharsets.UTF_8));
        }
    }

    private static void event(JsonGenerator json, LetterLife.Event event) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", event.at().toString());
        json.writeStringField("state", event.state().code());
        MinimalAnswer.optional(json, "client", event.client());
        MinimalAnswer.optional(json, "batchId", event.batch());
        MinimalAnswer.optional(json, "reason", event.words());
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
        if (time != null) {
            json.writeStringField(name, time.toString());
        }
    }
}
