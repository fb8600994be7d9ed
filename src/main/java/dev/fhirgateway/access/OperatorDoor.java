package dev.fhirgateway.access;

import dev.fhirgateway.upsert.BalanceInquiry;
import dev.fhirgateway.upsert.ReconcileInquiry;
import dev.fhirgateway.upsert.RequestRefused;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/** The door for those who look after the gateway. {@link FrontDoor} writes their answers. */
public final class OperatorDoor {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern TYPES = Pattern.compile("[A-Za-z]{1,64}(,[A-Za-z]{1,64})*");

    private final Callers callers;

    /** @param access who may ask: those who may write */
    public OperatorDoor(Access access) {
        this.callers = new Callers(access);
    }

    /**
     * Takes a question that needs no more than somebody who may ask it. The message leaves without a body or a header.
     *
     * @throws RequestRefused 401 without a good token
     */
    public void admit(Exchange exchange) {
        client(exchange, request(exchange));
        exchange.getMessage().setBody(null);
    }

    /**
     * Takes {@code GET .../balance?from=&to=&source=}. The message leaves with a {@link BalanceInquiry} as its body.
     *
     * @throws RequestRefused 400 for a parameter that is none, 401 without a good token
     */
    public void balance(Exchange exchange) {
        HttpServerRequest http = request(exchange);
        Client client = client(exchange, http);
        LocalDate from = day(http, "from");
        LocalDate to = day(http, "to");
        exchange.getMessage().setBody(new BalanceInquiry(client.sourceKey(), http.getParam("source"), from, to));
    }

    /**
     * Takes {@code POST .../{source}?types=} whose body is the paused request. The message leaves with a
     * {@link ReconcileInquiry} as its body.
     *
     * @throws RequestRefused 400 for a parameter that is none, 401 without a good token, 415 for an encoding
     */
    public void reconcile(Exchange exchange) {
        HttpServerRequest http = request(exchange);
        RequestBody body = new RequestBody(http, PATIENCE);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                body.discard();
            }
        });
        try {
            Client client = client(exchange, http);
            String path = Objects.requireNonNullElse(http.path(), "");
            String source = path.substring(path.lastIndexOf('/') + 1);
            InputStream lines = new RequestHeaders(http.headers()).gzip() ? new Inflated(body) : body;
            exchange.getMessage().setBody(new ReconcileInquiry(client.sourceKey(), source, types(http), lines));
        } catch (RequestRefused refused) {
            body.refused();
            throw refused;
        }
    }

    private static HttpServerRequest request(Exchange exchange) {
        HttpServerRequest http = exchange.getMessage().getBody(HttpServerRequest.class);
        exchange.setProperty(FrontDoor.REQUEST, http);
        return http;
    }

    private Client client(Exchange exchange, HttpServerRequest http) {
        Client client = callers.of(http);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        return client;
    }

    private static @Nullable LocalDate day(HttpServerRequest http, String name) {
        String text = http.getParam(name);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException noDay) {
            throw bad(name, "a day such as 2026-01-31");
        }
    }

    private static Set<String> types(HttpServerRequest http) {
        String text = http.getParam("types");
        if (text == null) {
            return Set.of();
        }
        if (!TYPES.matcher(text).matches()) {
            throw bad("types", "FHIR types with commas between them");
        }
        return Arrays.stream(text.split(",")).collect(Collectors.toUnmodifiableSet());
    }

    private static RequestRefused bad(String name, String expected) {
        return new RequestRefused(400, "value", "the parameter " + name + " is not understood, expected " + expected);
    }

    /** A compressed body, whose first bytes are looked at when it is read. */
    private static final class Inflated extends InputStream {
        private final InputStream compressed;
        private @Nullable InputStream inflated;

        Inflated(InputStream compressed) {
            this.compressed = compressed;
        }

        @Override
        public int read() throws IOException {
            return inflated().read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return inflated().read(target, offset, length);
        }

        private InputStream inflated() throws IOException {
            if (inflated == null) {
                inflated = new GZIPInputStream(compressed);
            }
            return inflated;
        }
    }
}
