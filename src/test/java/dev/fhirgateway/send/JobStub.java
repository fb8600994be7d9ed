package dev.fhirgateway.send;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway that takes jobs: refuses the first hand-overs, runs for some looks, and ends with one failed entry. */
final class JobStub implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger refusals;
    private final AtomicInteger looks;

    /** The bodies that were handed over to their end. */
    final List<String> handedOver = Collections.synchronizedList(new ArrayList<>());

    final List<String> preferences = Collections.synchronizedList(new ArrayList<>());

    /** What the status says: 200 is the end of the job. */
    volatile int status = 200;

    /**
     * @param refusals how many hand-overs are answered 429 before one is taken
     * @param looks how often the job is still running
     */
    JobStub(int refusals, int looks) throws IOException {
        this.refusals = new AtomicInteger(refusals);
        this.looks = new AtomicInteger(looks);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fhir", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/fhir")) {
            take(exchange);
        } else if (path.endsWith("/failed")) {
            say(exchange, 200, "[{\"resourceType\":\"Patient\",\n\"id\":\"p1\"}]");
        } else if (path.endsWith("/error")) {
            say(
                    exchange,
                    200,
                    "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"details\":{\"coding\":[{\"code\":\"mapping\"}]}}]}\n");
        } else if (looks.getAndDecrement() > 0) {
            exchange.getResponseHeaders().set("X-Progress", "1 of 3 entries, 10/s, 1 s left");
            exchange.getResponseHeaders().set("Retry-After", "0");
            say(exchange, 202, "{\"counts\":{\"persisted\":1}}");
        } else {
            say(
                    exchange,
                    status,
                    "{\"counts\":{\"persisted\":2,\"failed\":1},"
                            + "\"failed\":[{\"type\":\"Resource\",\"url\":\"/fhir/_batch/j1/failed\"}],"
                            + "\"error\":[{\"type\":\"OperationOutcome\",\"url\":\"/fhir/_batch/j1/error\"}]}");
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        preferences.add(exchange.getRequestHeaders().getFirst("Prefer"));
        String body;
        try {
            body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            exchange.close();
            return;
        }
        if (refusals.getAndDecrement() > 0) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            say(exchange, 429, "{}");
            return;
        }
        handedOver.add(body);
        exchange.getResponseHeaders().set("Content-Location", "/fhir/_batch/j1");
        say(exchange, 202, "{}");
    }

    private static void say(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
