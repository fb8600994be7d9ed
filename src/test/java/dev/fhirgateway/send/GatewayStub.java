package dev.fhirgateway.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What a gateway says over HTTP, by a script. What the script does not tell is stored. */
final class GatewayStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Script script;
    private final AtomicInteger requests = new AtomicInteger();

    /** The ids of each request that was answered with results, in order of the answers. */
    final List<List<String>> taken = Collections.synchronizedList(new ArrayList<>());

    final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());

    /** What is said to a request: its number, from 1, and the resources. */
    @FunctionalInterface
    interface Script {
        Said say(int request, JsonNode resources);
    }

    /**
     * @param status the HTTP status; 0 for none, when the connection breaks
     * @param headers with it
     * @param failing the ids of entries that the registry cannot be reached for ({@code 503}), or that are refused
     */
    record Said(int status, Map<String, String> headers, List<String> failing) {
        static final Said STORED = new Said(200, Map.of(), List.of());

        static Said only(int status, String... headers) {
            return new Said(status, headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]), List.of());
        }

        static Said failing(int entryStatus, String... ids) {
            return new Said(
                    207, Map.of("Entry-Status", Integer.toString(entryStatus), "Retry-After", "0"), List.of(ids));
        }
    }

    GatewayStub(Script script) throws IOException {
        this.script = script;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fhir", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
    }

    int requests() {
        return requests.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode resources = JSON.readTree(exchange.getRequestBody().readAllBytes());
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Said said = script.say(requests.incrementAndGet(), resources);
        if (said.status() == 0) {
            exchange.close();
            return;
        }
        said.headers().forEach(exchange.getResponseHeaders()::set);
        boolean withResults = said.status() == 200 || said.status() == 207;
        byte[] body =
                (withResults ? results(said, resources) : outcome()).toString().getBytes(StandardCharsets.UTF_8);
        if (withResults) {
            taken.add(ids(resources));
        }
        exchange.sendResponseHeaders(said.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    static List<String> ids(JsonNode resources) {
        List<String> ids = new ArrayList<>();
        resources.forEach(resource -> ids.add(resource.path("id").asText()));
        return ids;
    }

    private static ObjectNode results(Said said, JsonNode resources) {
        ObjectNode answer = JSON.createObjectNode().put("status", said.status());
        ArrayNode results = answer.putArray("results");
        int entryStatus = Integer.parseInt(said.headers().getOrDefault("Entry-Status", "200"));
        for (String id : ids(resources)) {
            ObjectNode result =
                    results.addObject().put("index", results.size() - 1).put("id", id);
            if (said.failing().contains(id)) {
                result.put("status", "FAILED").put("httpStatus", entryStatus);
                String blame = entryStatus == 503 ? "registry-unavailable" : "source-data";
                result.putArray("issue")
                        .addObject()
                        .put("diagnostics", "entry told by the stub")
                        .putObject("details")
                        .putArray("coding")
                        .addObject()
                        .put("code", blame);
            } else {
                result.put("status", "PERSISTED").put("httpStatus", 200);
            }
        }
        return answer;
    }

    private static ObjectNode outcome() {
        ObjectNode outcome = JSON.createObjectNode().put("resourceType", "OperationOutcome");
        outcome.putArray("issue").addObject().put("diagnostics", "told by the stub");
        return outcome;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
