package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The body of a request that holds many writes, put together from write bodies that are encoded already
 * ({@code registry-side 4, 5}): what is sent for a record is encoded once, however it is sent. The result is what
 * {@link BulkRequest#toJson} or {@link BundleRequest#toJson} would give.
 */
public enum BulkBody {
    /** Each for itself; of resources or of relationships. */
    LIST("{\"operations\":[", "]}"),
    /** All resources or none. */
    RESOURCE_BUNDLE("{\"resourceOperations\":[", "],\"relationshipOperations\":[]}"),
    /** All relationships or none. */
    RELATIONSHIP_BUNDLE("{\"resourceOperations\":[],\"relationshipOperations\":[", "]}");

    private final String begin;
    private final String end;

    BulkBody(String begin, String end) {
        this.begin = begin;
        this.end = end;
    }

    /**
     * An {@code UPSERT} of a resource.
     *
     * @param payload an encoded {@link ResourceWrite}, without space around its members
     */
    public static byte[] upsert(String type, String id, byte[] payload) {
        return operation("\"id\":" + quoted(id) + ",\"type\":" + quoted(type), payload);
    }

    /**
     * An {@code UPSERT} of a relationship, which its ends give the id.
     *
     * @param payload an encoded {@link RelationshipWrite}, without space around its members
     */
    public static byte[] upsert(String type, byte[] payload) {
        return operation("\"type\":" + quoted(type), payload);
    }

    private static byte[] operation(String names, byte[] payload) {
        byte[] begin = utf8("{\"action\":\"UPSERT\",\"upsert\":{" + names);
        boolean empty = payload.length <= 2;
        ByteArrayOutputStream operation = new ByteArrayOutputStream(begin.length + payload.length + 2);
        operation.writeBytes(begin);
        if (!empty) {
            operation.write(',');
        }
        operation.write(payload, 1, payload.length - 1);
        operation.write('}');
        return operation.toByteArray();
    }

    /** How many bytes a request has with so many operations of so many bytes together. */
    public long size(int operations, long bytes) {
        return begin.length() + bytes + Math.max(0, operations - 1) + end.length();
    }

    /** The request with these operations. */
    public byte[] of(List<byte[]> operations) {
        long bytes =
                operations.stream().mapToLong(operation -> operation.length).sum();
        ByteArrayOutputStream body = new ByteArrayOutputStream(Math.toIntExact(size(operations.size(), bytes)));
        body.writeBytes(utf8(begin));
        for (int i = 0; i < operations.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(operations.get(i));
        }
        body.writeBytes(utf8(end));
        return body.toByteArray();
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
