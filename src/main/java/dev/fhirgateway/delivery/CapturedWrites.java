package dev.fhirgateway.delivery;

import dev.fhirgateway.ledger.EntryMemory;
import dev.fhirgateway.ledger.NewTask;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Related;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskOperation.Target;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be remembered of a write that the registry has accepted and not yet carried out. */
public final class CapturedWrites {
    private static final Logger LOG = LoggerFactory.getLogger(CapturedWrites.class);

    private final Function<NewTask, CompletionStage<@Nullable Void>> follow;

    /** @param follow remembers a task, and has it followed */
    public CapturedWrites(Function<NewTask, CompletionStage<@Nullable Void>> follow) {
        this.follow = follow;
    }

    /** The end of a command, or what has to be remembered before it goes on. */
    static Object of(RegistryCommand command, EntryState end, Function<UpsertEntry, EntryMemory> memory) {
        return taskId(end)
                .<Object>map(task -> new Captured(end, task(command, task, memory)))
                .orElse(end);
    }

    private static Optional<String> taskId(EntryState end) {
        if (end instanceof UpsertResult.Accepted accepted) {
            return Optional.of(accepted.taskId());
        }
        return end instanceof Related related ? Optional.ofNullable(related.taskId()) : Optional.empty();
    }

    /** The task that will tell more; empty when the end is one. */
    static Optional<WritesInTurn.Open> openTask(EntryState end) {
        return taskId(end).flatMap(task -> RecordId.of(entry(end)).map(record -> new WritesInTurn.Open(record, task)));
    }

    private static NewTask task(RegistryCommand command, String taskId, Function<UpsertEntry, EntryMemory> memory) {
        return new NewTask(
                command.sourceKey(),
                taskId,
                NewTask.Kind.SINGLE,
                List.of(write(command, RegistryJson.bytes(command.payload()), memory)));
    }

    /** What a command writes. */
    static Target target(RegistryCommand command) {
        return command instanceof RegistryCommand.PutResource ? Target.RESOURCE : Target.RELATIONSHIP;
    }

    /**
     * A write as it is remembered with its task.
     *
     * @param payload its payload, encoded
     */
    static NewTask.Write write(RegistryCommand command, byte[] payload, Function<UpsertEntry, EntryMemory> memory) {
        UpsertEntry entry = command.entry();
        TaskOperation operation = new TaskOperation(
                target(command), command.record(), EntryName.of(entry), CanonicalHash.of(command.payload()), 1, true);
        return new NewTask.Write(operation, payload, entry.origin().isFollowUp() ? null : memory.apply(entry));
    }

    /**
     * Remembers the task. When that fails, nobody will find out what becomes of the write.
     *
     * @return completes with the end of the command
     */
    public CompletionStage<EntryState> follow(Captured captured) {
        return follow.apply(captured.task())
                .thenApply(done -> captured.end())
                .exceptionally(fault -> forgotten(captured.end(), fault));
    }

    /**
     * Remembers the task of a bulk request, with all its writes at once.
     *
     * @param captured a {@link CapturedBulk}
     * @return completes with the ends of the writes, a {@link BulkEnd}
     */
    public CompletionStage<Object> followAll(Object captured) {
        CapturedBulk bulk = (CapturedBulk) captured;
        return follow.apply(bulk.task())
                .<Object>thenApply(done -> bulk.end())
                .exceptionally(fault -> new BulkEnd.Ended(bulk.end().ends().stream()
                        .map(end -> forgotten(end, fault))
                        .toList()));
    }

    private static EntryState forgotten(EntryState end, Throwable fault) {
        LOG.debug("a task could not be remembered: {}", fault.getClass().getSimpleName());
        return new UpsertResult.Undelivered(
                entry(end),
                Blame.OUTCOME_UNKNOWN,
                List.of(new Problem(
                        "transient",
                        entry(end).root(),
                        "the registry has accepted it, and the gateway could not record that, so it will not learn what"
                                + " becomes of it; a resend is safe")));
    }

    private static UpsertEntry entry(EntryState end) {
        return end instanceof Related related ? related.entry() : ((UpsertResult) end).entry();
    }
}
