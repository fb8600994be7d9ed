package dev.fhirgateway.access;

import dev.fhirgateway.upsert.BatchInquiry;
import dev.fhirgateway.upsert.RequestRefused;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The door for those who ask what became of a batch. {@link FrontDoor} writes their answer. */
public final class StatusDoor {
    private final Callers callers;

    /** @param access who may ask: those who may write */
    public StatusDoor(Access access) {
        this.callers = new Callers(access);
    }

    /**
     * Takes a {@code GET}; the last part of its path names the batch. The message leaves with a {@link BatchInquiry} as its
     * body and no header at all.
     *
     * @throws RequestRefused 401 without a good token
     */
    public void identify(Exchange exchange) {
        Message message = exchange.getMessage();
        HttpServerRequest http = message.getBody(HttpServerRequest.class);
        exchange.setProperty(FrontDoor.REQUEST, http);
        Client client = callers.of(http);
        String path = Objects.requireNonNullElse(http.path(), "");
        String batchId = path.substring(path.lastIndexOf('/') + 1);
        message.removeHeaders("*");
        message.setBody(new BatchInquiry(client.name(), client.sourceKey(), batchId));
    }
}
