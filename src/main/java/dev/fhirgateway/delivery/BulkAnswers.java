package dev.fhirgateway.delivery;

import dev.fhirgateway.ledger.EntryMemory;
import dev.fhirgateway.ledger.NewTask;
import dev.fhirgateway.ledger.RecordState;
import dev.fhirgateway.registry.BulkReply;
import dev.fhirgateway.registry.BundleReply;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.registry.UnreadableReply;
import dev.fhirgateway.registry.WriteStatus;
import dev.fhirgateway.upsert.BulkWrite;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Related;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What the answer to a request means, once the registry has taken it, for each of the writes that share it. */
final class BulkAnswers {
    private static final int CREATED = 201;

    private final Function<UpsertEntry, EntryMemory> memory;
    private final Answers answers;

    BulkAnswers(Function<UpsertEntry, EntryMemory> memory, Clock clock) {
        this.memory = memory;
        this.answers = new Answers(memory, clock);
    }

    /**
     * The ends of the writes, a {@link BulkEnd}, or the task that will tell them, a {@link CapturedBulk}.
     *
     * @param payload gives what is sent for a command
     * @throws TryLater when the answer is not to be believed
     */
    Object of(BulkWrite bulk, RegistryResponse response, Function<RegistryCommand, byte[]> payload) throws TryLater {
        try {
            if (bulk.form() == BulkWrite.Form.BULK) {
                BulkReply reply = BulkReply.read(response.status(), response.body());
                return captured(bulk, reply.taskId(), NewTask.Kind.BULK, payload);
            }
            BundleReply reply = BundleReply.read(response.status(), response.body());
            return reply.status() == WriteStatus.ACCEPTED
                    ? captured(bulk, Objects.requireNonNull(reply.taskId()), NewTask.Kind.BUNDLE, payload)
                    : persisted(bulk, reply, response.status() == CREATED);
        } catch (UnreadableReply notBelieved) {
            throw TryLater.answerLost();
        }
    }

    private CapturedBulk captured(
            BulkWrite bulk, String task, NewTask.Kind kind, Function<RegistryCommand, byte[]> payload) {
        List<EntryState> ends = new ArrayList<>();
        List<NewTask.Write> writes = new ArrayList<>();
        for (BulkWrite.Part part : bulk.parts()) {
            RegistryCommand command = part.command();
            writes.add(CapturedWrites.write(command, payload.apply(command), memory));
            ends.add(accepted(command, task));
        }
        return new CapturedBulk(new BulkEnd.Ended(ends), new NewTask(bulk.sourceKey(), task, kind, writes));
    }

    private EntryState accepted(RegistryCommand command, String task) {
        if (command instanceof RegistryCommand.PutResource) {
            memory.apply(command.entry()).captured(task);
            return new UpsertResult.Accepted(command.entry(), task);
        }
        return new Related(command.entry(), task);
    }

    /** All of it is done: that is what a bundle is. A receipt that says something else makes the answer no proof. */
    private BulkEnd persisted(BulkWrite bulk, BundleReply reply, boolean created) throws TryLater {
        MatchedReceipts receipts = MatchedReceipts.of(reply.taskId(), reply.operations());
        for (Receipt receipt : reply.operations()) {
            if (receipt.status() != null && receipt.status() != TaskStatus.SUCCESS) {
                throw TryLater.answerLost();
            }
        }
        return new BulkEnd.Ended(bulk.parts().stream()
                .map(part -> persisted(part.command(), receipts.of(part.command()), created))
                .toList());
    }

    private EntryState persisted(RegistryCommand command, List<Receipt> receipts, boolean created) {
        if (!(command instanceof RegistryCommand.PutResource)) {
            return new Related(command.entry());
        }
        boolean first =
                memory.apply(command.entry()).record().map(RecordState::version).orElse(0L) == 0;
        ResourceMeta meta = receipts.isEmpty()
                ? ResourceMeta.NONE
                : new ResourceMeta(null, receipts.get(0).completedAt(), null, List.of());
        return answers.persisted(command, created && first, meta);
    }
}
