package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The body of a bulk request, put together from write bodies that are encoded already ({@code registry-side 4}): what is
 * sent for a record is encoded once, however it is sent. The result is what {@link BulkRequest#toJson} would give.
 */
public final class BulkBody {
    private static final byte[] BEGIN = utf8("{\"operations\":[");
    private static final byte[] END = utf8("]}");

    private BulkBody() {}

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
    public static long size(int operations, long bytes) {
        return BEGIN.length + bytes + Math.max(0, operations - 1) + END.length;
    }

    /** The request with these operations. */
    public static byte[] of(List<byte[]> operations) {
        long bytes =
                operations.stream().mapToLong(operation -> operation.length).sum();
        ByteArrayOutputStream body = new ByteArrayOutputStream(Math.toIntExact(size(operations.size(), bytes)));
        body.writeBytes(BEGIN);
        for (int i = 0; i < operations.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(operations.get(i));
        }
        body.writeBytes(END);
        return body.toByteArray();
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
