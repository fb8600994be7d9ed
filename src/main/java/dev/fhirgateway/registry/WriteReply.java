package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The registry's answer to a successful write ({@code source 000}, {@code source 004}).
 *
 * @param status how far the write has come
 * @param taskId names the task, opaque; always there when {@link WriteStatus#ACCEPTED}, which could not be followed
 *     without it, and missing from some {@link WriteStatus#PERSISTED} answers
 * @param resource the record as stored; null when accepted or deleted
 */
public record WriteReply(WriteStatus status, @Nullable String taskId, @Nullable RegistryResource resource) {
    public WriteReply {
        Objects.requireNonNull(status);
        if (status == WriteStatus.ACCEPTED) {
            Objects.requireNonNull(taskId);
        }
    }

    /**
     * Reads the answer in any of its forms: the record below {@code resource}, below {@code relationship}, or at the
     * root as it was before the envelope ({@code registry-side 14.2}).
     *
     * @param httpStatus the status of the answer, 2xx
     * @throws UnreadableReply when the body is no JSON or none of these forms
     */
    public static WriteReply read(int httpStatus, byte[] body) throws UnreadableReply {
        return of(new WriteReplyReader(httpStatus).read(body));
    }

    /**
     * Reads it as {@link #read} does, for one who knows what was written: the {@code data} of the record, what it
     * contains, and its identifiers are passed over, and empty.
     */
    public static WriteReply readAroundContent(int httpStatus, byte[] body) throws UnreadableReply {
        return of(new WriteReplyReader(httpStatus).readAroundContent(body));
    }

    private static WriteReply of(WriteReplyReader.Envelope envelope) {
        return new WriteReply(envelope.status(), envelope.taskId(), RegistryResource.read(envelope.record()));
    }

    /** The canonical form: only what is there. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "taskId", taskId);
        RegistryJson.put(json, "status", status.name());
        RegistryJson.put(json, "resource", resource == null ? null : resource.toJson());
        return json;
    }
}
