package dev.fhirgateway.closing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fhirgateway.ledger.BalanceSheet;
import dev.fhirgateway.ledger.balance.DayBalance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The balance of days, as the message that an operator reads. */
public final class BalanceReport {
    private static final JsonFactory JSON = new JsonFactory();

    /** Body: a {@link BalanceSheet}. */
    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        BalanceSheet sheet = message.getBody(BalanceSheet.class);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        message.setHeader("Cache-Control", "no-store");
        message.setBody(json(sheet));
    }

    static byte[] json(BalanceSheet sheet) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("source", sheet.source());
            json.writeStringField("zone", sheet.zone().getId());
            json.writeStringField("from", sheet.from().toString());
            json.writeStringField("to", sheet.to().toString());
            json.writeArrayFieldStart("days");
            for (DayBalance day : sheet.days()) {
                day(json, day);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void day(JsonGenerator json, DayBalance day) throws IOException {
        json.writeStartObject();
        json.writeStringField("day", day.day());
        json.writeNumberField("received", day.received());
        json.writeNumberField("persisted", day.persisted());
        json.writeNumberField("unchanged", day.unchanged());
        json.writeNumberField("superseded", day.superseded());
        json.writeNumberField("answered", day.answered());
        json.writeNumberField("deadLettered", day.deadLettered());
        json.writeNumberField("pending", day.pending());
        json.writeEndObject();
    }
}
