package dev.fhirgateway.alerts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts an alert as JSON, with the HMAC of the body, and holds no thread while it waits for the answer. */
public final class HttpPost implements Function<Alert, CompletionStage<Optional<String>>> {
    private static final String HMAC = "HmacSHA256";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    private final HttpClient http;
    private final URI url;
    private final String secret;

    /**
     * @param secret by which posts are signed; empty for none
     * @param executor where answers are looked at
     */
    public HttpPost(URI url, String secret, Executor executor) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .executor(executor)
                .build();
        this.url = url;
        this.secret = secret;
    }

    @Override
    public CompletionStage<Optional<String>> apply(Alert alert) {
        byte[] body = AlertJson.posted(alert);
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("User-Agent", "fhir-registry-gateway")
                .POST(BodyPublishers.ofByteArray(body));
        if (!secret.isEmpty()) {
            request.header("X-Signature-256", "sha256=" + HexFormat.of().formatHex(signature(body)));
        }
        return http.sendAsync(request.build(), BodyHandlers.discarding())
                .handle((answer, fault) -> fault != null ? reason(fault) : reason(answer.statusCode()));
    }

    private static Optional<String> reason(int status) {
        return status >= OK && status < REDIRECT ? Optional.empty() : Optional.of("HTTP " + status);
    }

    /** Without its message, which may hold the URL. */
    private static Optional<String> reason(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return Optional.of(cause.getClass().getSimpleName());
    }

    private byte[] signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(US_ASCII), HMAC));
            return mac.doFinal(body);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
