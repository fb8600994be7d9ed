package dev.fhirgateway.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The resources that a {@link StubRegistry} has, by path. What was sent is kept and told as bytes, for a stub that
 * reads trees takes a processor away from what is measured. Not for use by several threads.
 */
final class StubRecords {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Stored> stored = new HashMap<>();
    private int writes;

    /** What is answered. */
    record Reply(int status, Buffer body) {
        static Reply error(int status) {
            return new Reply(
                    status,
                    Buffer.buffer("{\"code\":" + status + ",\"type\":\"UNAVAILABLE\",\"message\":\"as told\"}"));
        }

        static Reply persisted(boolean isNew, int task, Buffer record) {
            Buffer reply = Buffer.buffer(record.length() + 80)
                    .appendString("{\"taskId\":\"task-" + task + "\",\"status\":\"PERSISTED\",\"resource\":")
                    .appendBuffer(record)
                    .appendString("}");
            return new Reply(isNew ? 201 : 200, reply);
        }
    }

    /** A record as it is told. */
    private record Stored(String createdAt, Buffer json) {}

    Reply get(String path) {
        Stored record = stored.get(path);
        return record == null ? Reply.error(404) : new Reply(200, record.json());
    }

    Reply put(String path, Buffer body) {
        Stored before = stored.get(path);
        String now = Instant.now().toString();
        String createdAt = before == null ? now : before.createdAt();
        Buffer record = record(path, body, createdAt, now);
        stored.put(path, new Stored(createdAt, record));
        return Reply.persisted(before == null, ++writes, record);
    }

    /** The body with id and type before its members, and times at the beginning of its {@code meta}. */
    static Buffer record(String path, Buffer body, String createdAt, String updatedAt) {
        String times = "\"createdAt\":\"" + createdAt + "\",\"updatedAt\":\"" + updatedAt + "\"";
        String[] names = path.split("/");
        Buffer record = Buffer.buffer(body.length() + 160)
                .appendString("{\"id\":\"" + names[6] + "\",\"type\":\"" + names[5] + "\",");
        int meta = meta(body.getBytes());
        if (meta < 0) {
            return record.appendString("\"meta\":{" + times + "},").appendBuffer(body, 1, body.length() - 1);
        }
        boolean empty = body.getByte(meta) == '}';
        return record.appendBuffer(body, 1, meta - 1)
                .appendString(empty ? times : times + ",")
                .appendBuffer(body, meta, body.length() - meta);
    }

    /** Where the members of {@code meta} begin; -1 when there is none. */
    private static int meta(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean meta = parser.currentName().equals("meta");
                parser.nextToken();
                if (meta) {
                    return (int) parser.currentLocation().getByteOffset();
                }
                parser.skipChildren();
            }
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
