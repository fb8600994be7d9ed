package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.WriteReply;
import dev.fhirgateway.registry.WriteStatus;
import java.util.Set;

/** Has writes of resources done, now or by a task as their types go, and words the answers ({@code source 004}). */
final class WriteAnswers {
    private final Set<String> asyncTypes;
    private final TaskBook tasks;

    WriteAnswers(SandboxOptions options, TaskBook tasks) {
        this.asyncTypes = options.asyncTypes();
        this.tasks = tasks;
    }

    Answer answer(Operation operation) {
        if (asyncTypes.contains(operation.target().type())) {
            return new Answer(202, new WriteReply(WriteStatus.ACCEPTED, tasks.accept(operation), null).toJson());
        }
        TaskBook.Performed done = tasks.perform(operation);
        if (done.outcome() instanceof Outcome.Refused refused) {
            return Answer.error(refused.error());
        }
        if (done.outcome() instanceof Outcome.Stored stored) {
            WriteReply reply = new WriteReply(WriteStatus.PERSISTED, done.taskId(), stored.resource());
            return new Answer(stored.created() ? 201 : 200, reply.toJson());
        }
        return Answer.ok(new WriteReply(WriteStatus.PERSISTED, done.taskId(), null).toJson());
    }
}
