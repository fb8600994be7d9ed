package dev.fhirgateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * The relay that one would write by hand in a day, of what the JDK has, and Jackson: the JDK's HTTP server, trees,
 * {@code java.net.http}, 64 calls at once; on virtual threads where the JDK has them. It checks nothing, remembers nothing,
 * and answers the array, entry by entry.
 */
public final class HandJava {
    private static final int AT_ONCE = 64;
    private static final int TRIES = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Semaphore window = new Semaphore(AT_ONCE);
    private final ExecutorService entries = virtualElse(() -> Executors.newFixedThreadPool(AT_ONCE));
    private final URI registry;

    private HandJava(URI registry) {
        this.registry = registry;
    }

    /**
     * Runs until the process is ended, and prints its URL.
     *
     * @param args the URL of the registry
     */
    public static void main(String[] args) throws IOException {
        // Else an answer waits for the client's acknowledgement of its head, up to 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HandJava relay = new HandJava(URI.create(args[0]));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(virtualElse(Executors::newCachedThreadPool));
        server.createContext("/fhir", relay::take);
        server.start();
        System.out.println(
                "hand-java at http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
    }

    private static ExecutorService virtualElse(Supplier<ExecutorService> platform) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException olderThan21) {
            return platform.get();
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode batch = JSON.readTree(exchange.getRequestBody());
            List<CompletableFuture<JsonNode>> results = StreamSupport.stream(batch.spliterator(), false)
                    .map(entry -> CompletableFuture.supplyAsync(() -> relay((ObjectNode) entry), entries))
                    .toList();
            ArrayNode array = JSON.createArrayNode();
            results.forEach(result -> array.add(result.join()));
            byte[] answer = JSON.writeValueAsBytes(array);
            exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private JsonNode relay(ObjectNode entry) {
        try {
            HttpResponse<byte[]> answer = call(request(entry));
            if (answer.statusCode() >= 300) {
                return failed("the registry answered " + answer.statusCode());
            }
            JsonNode stored = JSON.readTree(answer.body()).path("resource").path("meta");
            entry.withObject("/meta")
                    .put("lastUpdated", stored.path("updatedAt").asText())
                    .put("createdAt", stored.path("createdAt").asText());
            return entry;
        } catch (IOException e) {
            return failed("the registry could not be reached");
        }
    }

    private HttpRequest request(ObjectNode entry) throws IOException {
        String type = entry.path("resourceType").asText().toLowerCase(Locale.ROOT);
        String id = entry.path("id").asText();
        ObjectNode write = JSON.createObjectNode();
        ObjectNode data = write.putObject("data").setAll(entry);
        data.remove(List.of("resourceType", "id", "meta", "text"));
        write.putObject("meta")
                .putArray("identifier")
                .addObject()
                .put("system", "source")
                .put("value", id)
                .put("use", "default." + type);
        return HttpRequest.newBuilder(registry.resolve("/sources/default/v1/resources/" + type + "/" + id))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("X-Clinia-API-Key", "stub")
                .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(write)))
                .build();
    }

    private HttpResponse<byte[]> call(HttpRequest request) throws IOException {
        window.acquireUninterruptibly();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            for (int n = 1; n < TRIES && (answer.statusCode() == 429 || answer.statusCode() >= 500); n++) {
                Thread.sleep(200L * n);
                answer = http.send(request, BodyHandlers.ofByteArray());
            }
            return answer;
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            window.release();
        }
    }

    private static ObjectNode failed(String why) {
        ObjectNode outcome = JSON.createObjectNode().put("resourceType", "OperationOutcome");
        outcome.putArray("issue")
                .addObject()
                .put("severity", "error")
                .put("code", "transient")
                .put("diagnostics", why);
        return outcome;
    }
}
