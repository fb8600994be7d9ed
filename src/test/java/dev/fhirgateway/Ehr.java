package dev.fhirgateway;

import dev.fhirgateway.settings.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** An EHR that speaks plain HTTP/1.1 to a gateway. */
record Ehr(URI base) {
    static final String PATIENT = "[{\"resourceType\":\"Patient\",\"id\":\"p-1\"}]";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A gateway in development mode on free ports, with these settings ({@code key=value}). */
    static Gateway gateway(Path config, String... settings) {
        List<String> args = Stream.concat(
                        Stream.of(
                                "gateway.http.port=0",
                                "sandbox.port=0",
                                "gateway.ledger.folder=" + config.resolve("data")),
                        Arrays.stream(settings))
                .map(setting -> "--" + setting)
                .toList();
        return Gateway.start(SettingsReader.read(config, args, Map.of(), false));
    }

    static Ehr of(Gateway gateway) {
        return new Ehr(gateway.url());
    }

    static String patient(String id) {
        return "[{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}]";
    }

    /** Sends a batch as FHIR JSON. Headers are name and value in turn. */
    HttpResponse<String> put(String batch, String... headers) throws IOException, InterruptedException {
        return HTTP.send(putting(batch, headers), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> putLater(String batch) {
        return HTTP.sendAsync(putting(batch), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).method(method, body);
        return HTTP.send(with(request, headers), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody());
    }

    private HttpRequest putting(String batch, String... headers) {
        boolean typed = Arrays.asList(headers).contains("Content-Type");
        HttpRequest.Builder request = HttpRequest.newBuilder(base).PUT(BodyPublishers.ofString(batch));
        return with(typed ? request : request.header("Content-Type", "application/fhir+json"), headers);
    }

    private static HttpRequest with(HttpRequest.Builder request, String... headers) {
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }
}
