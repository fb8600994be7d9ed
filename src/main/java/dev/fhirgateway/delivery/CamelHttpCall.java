package dev.fhirgateway.delivery;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.NullUnmarked;

/** One call of the registry by camel-http: what goes into its message, and what comes out of it. */
public final class CamelHttpCall implements AggregationStrategy {
    /** Body: a request. Makes it the message that camel-http sends. */
    public void prepare(Exchange exchange) {
        Message message = exchange.getMessage();
        RegistryRequest request = message.getBody(RegistryRequest.class);
        message.setHeader(Exchange.HTTP_METHOD, request.call().method());
        URI target = URI.create(request.call().path());
        message.setHeader(Exchange.HTTP_PATH, target.getRawPath());
        message.setHeader(Exchange.HTTP_RAW_QUERY, target.getRawQuery());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(request.body().length == 0 ? null : request.body());
    }

    @Override
    @NullUnmarked
    public Exchange aggregate(Exchange asked, Exchange answered) {
        Exception fault = answered.getException();
        if (fault != null) {
            asked.setException(neverSent(fault) ? TryLater.unreachable() : lostUnlessOurs(fault));
            return asked;
        }
        Message reply = answered.getMessage();
        byte[] body = reply.getBody(byte[].class);
        asked.getMessage()
                .setBody(new RegistryResponse(
                        OnBehalf.errand(asked.getMessage().getBody()),
                        reply.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                        reply.getHeader("Retry-After", String.class),
                        body == null ? new byte[0] : body));
        return asked;
    }

    private static Exception lostUnlessOurs(Exception fault) {
        return fault instanceof java.io.IOException ? TryLater.answerLost() : fault;
    }

    private static boolean neverSent(Throwable fault) {
        return fault instanceof ConnectException
                || fault instanceof ConnectTimeoutException
                || fault instanceof ConnectionRequestTimeoutException
                || fault instanceof UnknownHostException
                || fault instanceof NoRouteToHostException
                || fault instanceof SSLException;
    }
}
