package dev.fhirgateway.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The calls that a command makes to a running gateway. */
final class GatewayCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FIRST_REFUSAL = 300;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;
    private final String token;

    private GatewayCalls(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /** The gateway said no, or is none. The message is for the one who asked. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /** @throws Refused when {@code --to} is no address */
    static GatewayCalls to(LetterArguments arguments) throws IOException, Refused {
        String token = arguments.has("--token-file")
                ? Files.readString(Path.of(arguments.value("--token-file"))).strip()
                : "";
        return new GatewayCalls(address(arguments.value("--to")), token);
    }

    private static URI address(String text) throws Refused {
        if (!text.matches("https?://[^/].*")) {
            throw new Refused("--to: expected the address of a gateway, such as http://127.0.0.1:8080");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new Refused("--to: " + e.getReason());
        }
    }

    static byte[] json(Map<String, String> members) throws IOException {
        return JSON.writeValueAsBytes(members);
    }

    JsonNode get(String path) throws IOException, InterruptedException, Refused {
        return answer(request(path).GET().build());
    }

    JsonNode post(String path, byte[] body) throws IOException, InterruptedException, Refused {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.resolve(path)).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException, Refused {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        JsonNode body = JSON.readTree(response.body());
        if (response.statusCode() >= FIRST_REFUSAL) {
            String why = body.path("issue").path(0).path("diagnostics").asText();
            throw new Refused("the gateway answered " + response.statusCode() + ": " + why);
        }
        return body;
    }
}
