package dev.fhirgateway.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fhirgateway.upsert.LetterLook;
import dev.fhirgateway.upsert.LetterOrder;
import dev.fhirgateway.upsert.LetterOrder.Action;
import dev.fhirgateway.upsert.RequestRefused;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/** The door for those who look at dead letters and act on them. {@link FrontDoor} writes their answer. */
public final class LetterDoor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LONGEST_REASON = 1_000;
    private static final int NAME = 1;
    private static final int BEFORE_ACTION = 2;

    private final Callers callers;
    private final int maxBytes;

    /**
     * @param access who may ask and act: those who may write
     * @param maxBytes the largest resource
     */
    public LetterDoor(Access access, int maxBytes) {
        this.callers = new Callers(access);
        this.maxBytes = maxBytes;
    }

    /**
     * Takes a {@code GET} of a list. The message leaves with a {@link dev.fhirgateway.upsert.LetterInquiry} as its body.
     *
     * @throws RequestRefused 400 for a parameter that is none, 401 without a good token
     */
    public void list(Exchange exchange) {
        HttpServerRequest http = request(exchange);
        leave(exchange, new LetterQuery(http, callers.of(http)).inquiry());
    }

    /**
     * Takes a {@code GET} of one letter, which the last part of the path names. The message leaves with a
     * {@link LetterLook} as its body.
     *
     * @throws RequestRefused 400 for a parameter that is none, 401 without a good token, 404 for what is no number
     */
    public void look(Exchange exchange) {
        HttpServerRequest http = request(exchange);
        Client client = callers.of(http);
        boolean full = new LetterQuery(http, client).full();
        leave(exchange, new LetterLook(client.name(), client.sourceKey(), number(http, NAME), full));
    }

    /**
     * Takes a {@code POST} to {@code replay} or {@code discard} one letter. What is replayed may come with another
     * resource to send; what is discarded comes with {@code {"reason": "..."}}.
     *
     * @throws RequestRefused 400 for a body that is not understood, 401, 404, 413 for a resource over the limit
     */
    public void one(Exchange exchange) {
        HttpServerRequest http = request(exchange);
        Client client = callers.of(http);
        order(exchange, http, client, number(http, BEFORE_ACTION));
    }

    /**
     * The same for all that the parameters select, as in a list.
     *
     * @throws RequestRefused 400 also when nothing is selected, and {@code all=true} does not say that all are meant
     */
    public void many(Exchange exchange) {
        HttpServerRequest http = request(exchange);
        Client client = callers.of(http);
        boolean all = "true".equals(http.getParam("all"));
        if (!all && !new LetterQuery(http, client).selection().isNarrow()) {
            throw new RequestRefused(
                    400,
                    "value",
                    "say which letters are meant, by type, id, blame, since, until, batch or job; or all=true");
        }
        order(exchange, http, client, null);
    }

    private void order(Exchange exchange, HttpServerRequest http, Client client, @Nullable Long number) {
        boolean discard = Objects.requireNonNullElse(http.path(), "").endsWith("/discard");
        byte[] body = body(exchange, http);
        if (!discard && number == null && body.length > 0) {
            throw new RequestRefused(400, "value", "a resource to send instead belongs to one letter");
        }
        leave(
                exchange,
                new LetterOrder(
                        client.name(),
                        client.sourceKey(),
                        discard ? Action.DISCARD : Action.REPLAY,
                        number,
                        new LetterQuery(http, client).selection(),
                        discard ? reason(body) : null,
                        discard || body.length == 0 ? null : resource(body)));
    }

    private byte[] body(Exchange exchange, HttpServerRequest http) {
        RequestBody body = new RequestBody(http, PATIENCE);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                body.discard();
            }
        });
        try {
            byte[] bytes = body.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new RequestRefused(413, "too-long", "a resource takes at most " + maxBytes + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(byte[] body) {
        JsonNode reason = json(body).path("reason");
        if (!reason.isTextual()
                || reason.textValue().isBlank()
                || reason.textValue().length() > LONGEST_REASON) {
            throw new RequestRefused(
                    400, "required", "say why it is not needed, as {\"reason\": \"...\"} of at most 1000 characters");
        }
        return reason.textValue().strip();
    }

    private static byte[] resource(byte[] body) {
        if (!json(body).isObject()) {
            throw new RequestRefused(400, "structure", "the resource to send instead is not one JSON object");
        }
        return body;
    }

    /** The parser would quote the body in its fault. */
    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new RequestRefused(400, "structure", "the body is not JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(HttpServerRequest http, int fromTheEnd) {
        Long number = LetterQuery.number(http, fromTheEnd);
        if (number == null) {
            throw new RequestRefused(404, "not-found", "letters are named by whole numbers");
        }
        return number;
    }

    private static HttpServerRequest request(Exchange exchange) {
        HttpServerRequest http = exchange.getMessage().getBody(HttpServerRequest.class);
        exchange.setProperty(FrontDoor.REQUEST, http);
        return http;
    }

    private static void leave(Exchange exchange, Object body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(body);
    }
}
