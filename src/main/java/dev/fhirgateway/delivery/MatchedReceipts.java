package dev.fhirgateway.delivery;

import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.Receipt.TargetType;
import dev.fhirgateway.registry.RelationshipId;
import dev.fhirgateway.registry.TaskId;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskOperation.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receipts of a task, each with the operation that it is about ({@code registry-side 14.18}): they have no index, and
 * nothing promises their order. A receipt of another task, or of a record that was not sent, is about none of them.
 */
final class MatchedReceipts {
    private final Map<Name, List<Receipt>> receipts = new HashMap<>();
    private final @Nullable Name only;

    private MatchedReceipts(@Nullable Name only) {
        this.only = only;
    }

    /** Those of a task. */
    static MatchedReceipts of(OpenTask task, List<Receipt> all) {
        List<TaskOperation> operations = task.operations();
        return of(task.taskId(), operations.size() == 1 ? name(operations.get(0)) : null, all);
    }

    /**
     * Those of a bundle that was done at once.
     *
     * @param taskId by which the registry names it; null when it does not
     */
    static MatchedReceipts of(@Nullable String taskId, List<Receipt> all) {
        return of(taskId, null, all);
    }

    private static MatchedReceipts of(@Nullable String taskId, @Nullable Name only, List<Receipt> all) {
        MatchedReceipts matched = new MatchedReceipts(only);
        all.stream()
                .filter(receipt -> receipt.taskId() == null || taskId == null || sameTask(taskId, receipt.taskId()))
                .forEach(receipt -> matched.receipts
                        .computeIfAbsent(matched.name(receipt), name -> new ArrayList<>())
                        .add(receipt));
        return matched;
    }

    /** Whether two ids name one task; each may be in the form that has a prefix, or in the older one. */
    static boolean sameTask(String one, String other) {
        return one.equals(other) || !Collections.disjoint(TaskId.currentForms(one), TaskId.currentForms(other));
    }

    /** Whether an id that the registry told is that of an operation's record. */
    static boolean names(TaskOperation operation, String id) {
        return Name.of(operation.target(), operation.record().type(), id).equals(name(operation));
    }

    /** The receipts about an operation: none, one, or a repeated one. */
    List<Receipt> of(TaskOperation operation) {
        return receipts.getOrDefault(name(operation), List.of());
    }

    /** The receipts about the write of a command. */
    List<Receipt> of(RegistryCommand command) {
        RecordName record = command.record();
        return receipts.getOrDefault(Name.of(CapturedWrites.target(command), record.type(), record.id()), List.of());
    }

    /** What a receipt leaves out can only mean the one operation that there is. */
    private Name name(Receipt receipt) {
        Target target = receipt.targetType() == null
                ? only == null ? null : only.target()
                : receipt.targetType() == TargetType.RELATIONSHIP ? Target.RELATIONSHIP : Target.RESOURCE;
        String type = receipt.type() == null && only != null ? only.type() : receipt.type();
        String id = receipt.id() == null && only != null ? only.id() : receipt.id();
        return Name.of(target, type, id);
    }

    private static Name name(TaskOperation operation) {
        return Name.of(
                operation.target(),
                operation.record().type(),
                operation.record().id());
    }

    /** A relationship by the current form of its id, whichever form it was told in. */
    private record Name(@Nullable Target target, @Nullable String type, @Nullable String id) {
        static Name of(@Nullable Target target, @Nullable String type, @Nullable String id) {
            String canonical = target == Target.RELATIONSHIP && id != null
                    ? RelationshipId.parse(id).map(RelationshipId::text).orElse(id)
                    : id;
            return new Name(target, type, canonical);
        }
    }
}
