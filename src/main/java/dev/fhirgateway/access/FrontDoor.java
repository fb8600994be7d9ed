package dev.fhirgateway.access;

import dev.fhirgateway.settings.HandOvers;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The door for HTTP: asks who is there and what they bring, and only then lets the body be read. The message leaves
 * with an {@link UpsertRequest} as its body and no header at all: what stage needs to know is in the body, and what
 * a client put into headers can neither steer a later step nor come back in an answer.
 */
public final class FrontDoor {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String REQUEST = FrontDoor.class.getName();

    private final Callers callers;
    private final BodyLimits limits;
    private final HandOvers handOvers;
    private final Capacity capacity;
    private final Function<String, Optional<RequestRefused>> refusal;
    private final Duration patience;

    /**
     * @param access who may write
     * @param limits of bodies, known from their {@code Content-Length} before they are read
     * @param handOvers what becomes of what is left of a batch when its time is over
     * @param capacity how much may be in work at the same time, from its admission to the end of its answer
     * @param refusal of a source that the registry is known not to take anything for: what to answer
     */
    public FrontDoor(
            Access access,
            BodyLimits limits,
            HandOvers handOvers,
            Capacity capacity,
            Function<String, Optional<RequestRefused>> refusal) {
        this(access, limits, handOvers, capacity, refusal, PATIENCE);
    }

    FrontDoor(
            Access access,
            BodyLimits limits,
            HandOvers handOvers,
            Capacity capacity,
            Function<String, Optional<RequestRefused>> refusal,
            Duration patience) {
        this.callers = new Callers(access);
        this.limits = limits;
        this.handOvers = handOvers;
        this.capacity = capacity;
        this.refusal = refusal;
        this.patience = patience;
    }

    /**
     * Takes a {@code PUT} whose body is the paused request.
     *
     * @throws RequestRefused 400 for a timeout or an idempotency key that is none, 401 without a good token, 415 or 406 for a media type, 413
     *     for a length over the limit, 429 when too much is in work, 503 while the registry is down
     */
    public void admit(Exchange exchange) {
        HttpServerRequest http = exchange.getMessage().getBody(HttpServerRequest.class);
        RequestBody body = new RequestBody(http, patience);
        exchange.setProperty(REQUEST, http);
        whenAnswered(exchange, body::discard);
        try {
            UpsertRequest admitted = admit(exchange, http, body);
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(admitted);
        } catch (RequestRefused refused) {
            body.refused();
            throw refused;
        }
    }

    /** Whether the answer to an admitted request comes later. */
    public boolean isJob(UpsertRequest request) {
        return request.preference() == Preference.ASYNC;
    }

    /**
     * Writes the message as the answer to the request that was admitted, or refused: its body, its status and all of its
     * headers that are not Camel's.
     */
    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, String> headers = new LinkedHashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (!name.startsWith("Camel")) {
                headers.put(name, value.toString());
            }
        });
        new HttpAnswer(exchange.getProperty(REQUEST, HttpServerRequest.class), patience)
                .send(
                        message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                        headers,
                        message.getBody(InputStream.class));
    }

    private static void whenAnswered(Exchange exchange, Runnable action) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                action.run();
            }
        });
    }

    private UpsertRequest admit(Exchange exchange, HttpServerRequest http, RequestBody body) {
        Client client = callers.of(http);
        RequestHeaders headers = new RequestHeaders(http.headers());
        Framing framing = headers.framing();
        boolean gzip = headers.gzip();
        headers.requireAcceptable();
        Optional<RequestRefused> down = refusal.apply(client.sourceKey());
        boolean late = limits.becomesJob(headers.length())
                || (down.isPresent() && headers.prefer().respondAsync());
        Manner manner = Manner.of(headers, isDryRun(http, headers), late, handOvers);
        headers.requireLengthWithin(
                manner.isJob() ? limits.job() : limits.batch(),
                manner.isJob() ? "gateway.jobs.max-bytes" : "gateway.intake.max-bytes");
        if (down.isPresent() && manner.isWaitedFor()) {
            throw down.get();
        }
        Capacity.Share share = capacity.admit(client.name(), gzip || manner.isJob() ? 0 : headers.length());
        whenAnswered(exchange, share::close);
        return new UpsertRequest(
                client.name(),
                client.sourceKey(),
                manner.timeout(),
                body,
                share,
                framing,
                gzip,
                manner.preference(),
                manner.wishes());
    }

    /** Asked for in the URL, which every client can set, or in a header. */
    private static boolean isDryRun(HttpServerRequest http, RequestHeaders headers) {
        return "true".equalsIgnoreCase(http.getParam("_dryRun")) || headers.dryRun();
    }
}
