package dev.fhirgateway.access;

import dev.fhirgateway.upsert.BatchInquiry;
import dev.fhirgateway.upsert.RequestRefused;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The door for those who ask what became of a batch. {@link FrontDoor} writes their answer. */
public final class StatusDoor {
    private static final String PLACE = "/_batch";

    private final Callers callers;

    /** @param access who may ask: those who may write */
    public StatusDoor(Access access) {
        this.callers = new Callers(access);
    }

    /**
     * Takes a {@code GET} or {@code DELETE} of {@code {base}/_batch/{id}/{part}}, of which the last two may be missing. The
     * message leaves with a {@link BatchInquiry} as its body and no header at all.
     *
     * @throws RequestRefused 401 without a good token
     */
    public void identify(Exchange exchange) {
        Message message = exchange.getMessage();
        HttpServerRequest http = message.getBody(HttpServerRequest.class);
        exchange.setProperty(FrontDoor.REQUEST, http);
        Client client = callers.of(http);
        String path = Objects.requireNonNullElse(http.path(), "");
        int place = path.indexOf(PLACE);
        String[] names = path.substring(place + PLACE.length()).split("/", 0);
        message.removeHeaders("*");
        message.setBody(new BatchInquiry(
                client.name(),
                client.sourceKey(),
                names.length > 1 ? names[1] : "",
                names.length > 2 ? names[2] : "",
                url(http, path.substring(0, place))));
    }

    /** Absolute, where the client told the host. */
    private static String url(HttpServerRequest http, String path) {
        return http.authority() == null ? path : http.scheme() + "://" + http.authority() + path;
    }
}
