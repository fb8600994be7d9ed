package dev.fhirgateway.send;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** The gateway as it is called over HTTP. Redirects are not followed: they would carry the token away. */
final class GatewayHttp {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Longer than any gateway takes for a batch. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(15);

    private static final long LOOK_UP_MILLIS = 100;

    private final HttpClient http = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(Redirect.NEVER)
            .build();
    private final URI base;
    private final @Nullable String token;

    /** @param token the bearer token; null when none is asked for */
    GatewayHttp(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    /** The URL that batches go to. */
    URI base() {
        return base;
    }

    /** A request with the token, if it goes to the gateway that the token is for. */
    HttpRequest.Builder request(URI url) {
        return upload(url).timeout(ANSWER_TIMEOUT);
    }

    /** The same for a body that may take any time. */
    HttpRequest.Builder upload(URI url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        if (token != null
                && url.getAuthority().equals(base.getAuthority())
                && url.getScheme().equals(base.getScheme())) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        return request;
    }

    /**
     * Calls.
     *
     * @throws IOException when there was no answer
     * @throws Stopped when this thread was interrupted meanwhile
     */
    <T> HttpResponse<T> call(HttpRequest request, BodyHandler<T> body) throws IOException {
        try {
            return http.send(request, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    /**
     * Calls, and gives up the call when all is to stop.
     *
     * @throws IOException when there was no answer
     * @throws Stopped when that was asked for meanwhile
     */
    <T> HttpResponse<T> callUnless(Stop stop, HttpRequest request, BodyHandler<T> body) throws IOException {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, body);
        try {
            while (!answer.isDone()) {
                stop.check();
                waitABit(answer);
            }
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static void waitABit(CompletableFuture<?> answer) {
        try {
            answer.get(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // the caller looks
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    /** What a call without an answer comes to. Nothing but a certificate stays as it is when one waits. */
    static Answer noAnswer(IOException fault) {
        return fault instanceof SSLHandshakeException
                ? new Answer.Refused("TLS: " + fault.getMessage())
                : new Answer.Later(null, "no answer (" + fault.getClass().getSimpleName() + ")");
    }
}
