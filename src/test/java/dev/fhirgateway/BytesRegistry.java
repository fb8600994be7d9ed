package dev.fhirgateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A registry that stores and tells resources as it should, but for the calls of whom a test says otherwise, down to the
 * bytes: for what no decent server can be made to say.
 */
final class BytesRegistry implements AutoCloseable {
    /** Answers every call as a registry should. */
    static final Script DECENT = (call, registry, out) -> false;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Map<String, ObjectNode> stored = new ConcurrentHashMap<>();
    private volatile Script script = DECENT;

    /** One call. */
    record Call(String method, String path, String body) {
        boolean isPut() {
            return method.equals("PUT");
        }
    }

    /** Answers a call in its own way, or leaves it to the registry. */
    interface Script {
        /**
         * Writes the whole answer, or nothing.
         *
         * @return whether it has answered
         */
        boolean answer(Call call, BytesRegistry registry, OutputStream out) throws IOException;
    }

    BytesRegistry() throws IOException {
        daemon("registry", this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Forgets its calls, and goes by this script from now on. */
    void goBy(Script other) {
        calls.clear();
        script = other;
    }

    /** The calls to the record of this id, in their order, such as {@code PUT}, {@code GET}. */
    List<String> callsTo(String id) {
        return calls.stream()
                .filter(call -> call.path().endsWith("/" + id))
                .map(Call::method)
                .toList();
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    boolean has(String id) {
        return stored.keySet().stream().anyMatch(path -> path.endsWith("/" + id));
    }

    /** Stores what the call brings, and gives the record. */
    ObjectNode store(Call call) throws IOException {
        ObjectNode record = (ObjectNode) BatchAnswer.JSON.readTree(call.body());
        record.put("id", call.path().substring(call.path().lastIndexOf('/') + 1));
        stored.put(call.path(), record);
        return record;
    }

    boolean isOpen() {
        return !server.isClosed();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket connection = server.accept();
                connections.add(connection);
                daemon("registry-connection", () -> serve(connection));
            }
        } catch (IOException closed) {
            close();
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (String head = HttpBytes.readHead(in); !head.isEmpty(); head = HttpBytes.readHead(in)) {
                String[] request = head.split(" ", 3);
                Call call = new Call(
                        request[0],
                        request[1],
                        new String(in.readNBytes(HttpBytes.length(head)), StandardCharsets.UTF_8));
                calls.add(call);
                if (!script.answer(call, this, connection.getOutputStream())) {
                    connection.getOutputStream().write(proper(call));
                }
            }
        } catch (IOException gone) {
            // The gateway gave up on its answer, or the test is over.
        } finally {
            connections.remove(connection);
        }
    }

    private byte[] proper(Call call) throws IOException {
        if (call.isPut()) {
            ObjectNode reply = BatchAnswer.JSON.createObjectNode().put("status", "PERSISTED");
            reply.set("resource", store(call));
            return HttpBytes.answer(201, "application/json", reply.toString());
        }
        ObjectNode record = stored.get(call.path());
        return record == null
                ? HttpBytes.answer(
                        404, "application/json", "{\"code\":404,\"type\":\"NOT_FOUND\",\"message\":\"none\"}")
                : HttpBytes.answer(200, "application/json", record.toString());
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
