package dev.fhirgateway.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.WriteReply;
import dev.fhirgateway.registry.WriteStatus;
import dev.fhirgateway.sandbox.record.Operation;
import dev.fhirgateway.sandbox.record.Outcome;
import dev.fhirgateway.sandbox.record.TaskBook;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.util.Optional;
import java.util.Set;

/** Has a checked write of one record carried out, now or by a task, and answers as the registry does ({@code source 004}). */
final class WriteAnswers {
    private final Set<String> asyncTypes;
    private final Shape shape;
    private final TaskBook tasks;

    WriteAnswers(Set<String> asyncTypes, Shape shape, TaskBook tasks) {
        this.asyncTypes = asyncTypes;
        this.shape = shape;
        this.tasks = tasks;
    }

    /**
     * Carries it out.
     *
     * @param fate what is to become of it; a write that has one becomes a task whatever its type
     */
    Answer answer(Operation operation, Optional<TaskFate> fate) {
        if (fate.isPresent() || asyncTypes.contains(operation.target().type())) {
            String taskId = tasks.accept(operation, fate.orElseGet(TaskFate.OnTime::new));
            return new Answer(202, new WriteReply(WriteStatus.ACCEPTED, taskId, null).toJson());
        }
        TaskBook.Performed done = tasks.perform(operation);
        if (done.outcome() instanceof Outcome.Refused refused) {
            return Answer.error(refused.error());
        }
        if (done.outcome() instanceof Outcome.Stored stored) {
            return persisted(stored.created(), shape.reply(done.taskId(), stored.resource()));
        }
        if (done.outcome() instanceof Outcome.Related related) {
            return persisted(related.created(), shape.reply(done.taskId(), related.relationship()));
        }
        return Answer.ok(new WriteReply(WriteStatus.PERSISTED, done.taskId(), null).toJson());
    }

    private static Answer persisted(boolean created, ObjectNode reply) {
        return new Answer(created ? 201 : 200, reply);
    }
}
