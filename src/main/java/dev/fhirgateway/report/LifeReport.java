package dev.fhirgateway.report;

import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.ledger.RecordLife;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The last stage of a question what is known of a record. */
public final class LifeReport {
    private final String path;

    /** @param path below which records are asked about, such as {@code /gateway/records} */
    public LifeReport(String path) {
        this.path = path;
    }

    /** Body: a {@link RecordLife}. It is no FHIR, so plain JSON; and nobody on the way is to keep it. */
    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        RecordLife life = message.getBody(RecordLife.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        message.setHeader("Cache-Control", "no-store");
        RecordId record = life.record();
        String next = life.next() == null
                ? null
                : path + "/" + record.source() + "/" + record.type() + "/" + record.id() + "?before=" + life.next()
                        + (life.full() ? "&view=full" : "");
        message.setBody(LifeAnswer.of(life, next));
    }
}
