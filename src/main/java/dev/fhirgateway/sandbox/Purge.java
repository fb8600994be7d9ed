package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.PurgeOperation;
import dev.fhirgateway.registry.PurgeRequest;
import dev.fhirgateway.registry.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A purge that was asked for. Carried out and shown under the task book's lock only. */
final class Purge {
    private final PurgeRequest request;
    private final Instant createdAt;
    private @Nullable Instant completedAt;
    private long deleted;

    Purge(PurgeRequest request, Instant createdAt) {
        this.request = request;
        this.createdAt = createdAt;
    }

    /** Notes what was done, and when. */
    void done(long deletedCount, Instant at) {
        deleted = deletedCount;
        completedAt = at;
    }

    PurgeOperation shown(String taskId) {
        boolean done = completedAt != null;
        return new PurgeOperation(
                taskId,
                taskId,
                request.collectionType(),
                request.collectionKey(),
                done ? TaskStatus.SUCCESS : TaskStatus.PENDING,
                done ? deleted : null,
                createdAt,
                done ? completedAt : createdAt);
    }
}
