package dev.fhirgateway.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The resources that a {@link StubRegistry} has, by path. Not for use by several threads. */
final class StubRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> stored = new HashMap<>();
    private int writes;

    /** What is answered. */
    record Reply(int status, Buffer body) {
        static Reply error(int status) {
            return new Reply(
                    status,
                    Buffer.buffer("{\"code\":" + status + ",\"type\":\"UNAVAILABLE\",\"message\":\"as told\"}"));
        }

        private static Reply of(int status, ObjectNode json) {
            return new Reply(status, Buffer.buffer(json.toString()));
        }
    }

    Reply get(String path) {
        ObjectNode record = stored.get(path);
        return record == null ? Reply.error(404) : Reply.of(200, record);
    }

    Reply put(String path, Buffer body) {
        ObjectNode before = stored.get(path);
        ObjectNode record = record(path, body, before);
        stored.put(path, record);
        writes++;
        ObjectNode reply =
                JSON.createObjectNode().put("taskId", "task-" + writes).put("status", "PERSISTED");
        reply.set("resource", record);
        return Reply.of(before == null ? 201 : 200, reply);
    }

    private static ObjectNode record(String path, Buffer body, ObjectNode before) {
        String now = Instant.now().toString();
        String[] names = path.split("/");
        ObjectNode record = JSON.createObjectNode().put("id", names[6]).put("type", names[5]);
        try {
            record.setAll((ObjectNode) JSON.readTree(body.getBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        record.withObject("/meta")
                .put(
                        "createdAt",
                        before == null ? now : before.at("/meta/createdAt").textValue())
                .put("updatedAt", now);
        return record;
    }
}
