package dev.fhirgateway.upsert;

import java.time.Instant;
import java.util.Objects;

/**
 * An operation of which the registry's word about its task is no proof, so that its record has to be read.
 *
 * @param task the task
 * @param operation the operation, one of the task's
 * @param otherwise what holds when the record is not there as it was sent
 */
public record TaskDoubt(OpenTask task, TaskOperation operation, OperationState otherwise) implements Errand {
    public TaskDoubt {
        Objects.requireNonNull(task);
        Objects.requireNonNull(operation);
        Objects.requireNonNull(otherwise);
    }

    @Override
    public String sourceKey() {
        return task.sourceKey();
    }

    @Override
    public String client() {
        return task.client();
    }

    @Override
    public String key() {
        return sourceKey() + "/" + operation.record().type() + "/"
                + operation.record().id();
    }

    @Override
    public Instant since() {
        return task.since();
    }

    @Override
    public Instant deadline() {
        return task.deadline();
    }
}
