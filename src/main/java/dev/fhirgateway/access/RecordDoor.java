package dev.fhirgateway.access;

import dev.fhirgateway.upsert.RecordInquiry;
import dev.fhirgateway.upsert.RequestRefused;
import io.vertx.core.http.HttpServerRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The door for those who ask what is known of a record. {@link FrontDoor} writes their answer. */
public final class RecordDoor {
    private final Callers callers;

    /** @param access who may ask: those who may write */
    public RecordDoor(Access access) {
        this.callers = new Callers(access);
    }

    /**
     * Takes a {@code GET}; the last three parts of its path name the record. The message leaves with a
     * {@link RecordInquiry} as its body and no header at all.
     *
     * @throws RequestRefused 400 for a parameter that is none, 401 without a good token
     */
    public void identify(Exchange exchange) {
        Message message = exchange.getMessage();
        HttpServerRequest http = message.getBody(HttpServerRequest.class);
        exchange.setProperty(FrontDoor.REQUEST, http);
        RecordInquiry inquiry = RecordQuery.of(http, callers.of(http));
        message.removeHeaders("*");
        message.setBody(inquiry);
    }
}
