package dev.fhirgateway.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls a registry, one call at a time, and comes back when it is told to when the registry has no time. */
final class RegistryHttp {
    private static final String API_KEY = "X-Clinia-API-Key";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int TRIES = 4;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI url;
    private final String key;
    private final Waiting waiting;

    /**
     * @param url base URL, HTTPS unless its host is this machine: the key travels on every call
     * @param key never part of any text that this class gives
     */
    RegistryHttp(URI url, String key, Waiting waiting) {
        boolean isHere = "127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost());
        if (!"https".equals(url.getScheme()) && !isHere) {
            throw new IllegalArgumentException("-Dregistry.url begins with https:// unless it is this machine");
        }
        this.url = URI.create(url.toString().replaceFirst("/+$", ""));
        this.key = key;
        this.waiting = waiting;
    }

    Waiting waiting() {
        return waiting;
    }

    /** Calls with the key. */
    Reply call(String method, String path, String body) {
        return call(method, path, body, key);
    }

    /**
     * Calls with another key.
     *
     * @param otherKey null for none
     */
    Reply call(String method, String path, String body, @Nullable String otherKey) {
        HttpResponse<byte[]> response = send(method, path, body, otherKey);
        for (int tries = 1; isBusy(response.statusCode()) && tries < TRIES; tries++) {
            waiting.pause(retryAfter(response));
            response = send(method, path, body, otherKey);
        }
        return new Reply(method, response.statusCode(), Json.answered(response.body()));
    }

    private HttpResponse<byte[]> send(String method, String path, String body, @Nullable String otherKey) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body, UTF_8));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (otherKey != null) {
            request.header(API_KEY, otherKey);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException noAnswer) {
            throw new CannotTell(
                    "no answer to " + method + ": " + noAnswer.getClass().getSimpleName());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotTell("the run was stopped");
        }
    }

    private static boolean isBusy(int status) {
        return status == 429 || status == 503;
    }

    /** What the registry asks for, in seconds or as a date, up to a minute; a second when it says nothing. */
    private static Duration retryAfter(HttpResponse<?> response) {
        Duration asked = response.headers()
                .firstValue("Retry-After")
                .flatMap(RegistryHttp::duration)
                .orElse(Duration.ofSeconds(1));
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }

    private static Optional<Duration> duration(String header) {
        if (header.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        try {
            Instant date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration until = Duration.between(Instant.now(), date);
            return Optional.of(until.isNegative() ? Duration.ZERO : until);
        } catch (DateTimeParseException neither) {
            return Optional.empty();
        }
    }
}
