package dev.fhirgateway.alerts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Alerts as JSON. */
final class AlertJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AlertJson() {}

    /** As it is posted. */
    static byte[] posted(Alert alert) {
        return written(json -> {
            json.writeStartObject();
            json.writeStringField("id", alert.id());
            json.writeStringField("rule", alert.rule().code());
            json.writeStringField("event", alert.event().code());
            json.writeStringField("since", alert.since().toString());
            json.writeStringField("at", alert.at().toString());
            json.writeStringField("text", alert.words());
            json.writeEndObject();
        });
    }

    /** How all stand. */
    static byte[] all(Map<Rule, RuleState> states, String webhook) {
        return written(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("alerts");
            for (Map.Entry<Rule, RuleState> each : states.entrySet()) {
                state(json, each.getKey(), each.getValue());
            }
            json.writeEndArray();
            json.writeStringField("webhook", webhook);
            json.writeEndObject();
        });
    }

    private static void state(JsonGenerator json, Rule rule, RuleState state) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", rule.code());
        json.writeBooleanField("raised", state.raised());
        if (!state.words().isEmpty()) {
            json.writeStringField("since", state.since().toString());
            json.writeStringField("toldAt", state.toldAt().toString());
            json.writeStringField("text", state.words());
        }
        json.writeEndObject();
    }

    private static byte[] written(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }
}
