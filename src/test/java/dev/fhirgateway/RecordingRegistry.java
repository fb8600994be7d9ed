package dev.fhirgateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A registry that gives one and the same answer, and keeps all that reaches it, headers too. A path that ends with
 * {@code -busy} has to be called twice.
 */
final class RecordingRegistry implements AutoCloseable {
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /**
     * One call.
     *
     * @param headers names in lower case
     */
    record Call(String method, String path, Map<String, List<String>> headers) {}

    private RecordingRegistry(HttpServer server) {
        this.server = server;
    }

    static RecordingRegistry answering(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RecordingRegistry registry = new RecordingRegistry(server);
        server.createContext("/", exchange -> registry.answer(exchange, status, body));
        server.start();
        return registry;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        String path = exchange.getRequestURI().getRawPath();
        boolean busy = path.endsWith("-busy")
                && calls.stream().noneMatch(call -> call.path().equals(path));
        calls.add(new Call(exchange.getRequestMethod(), path, headers));
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(busy ? 503 : status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
