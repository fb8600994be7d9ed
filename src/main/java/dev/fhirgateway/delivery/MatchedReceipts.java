package dev.fhirgateway.delivery;

import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.Receipt.TargetType;
import dev.fhirgateway.registry.RelationshipId;
import dev.fhirgateway.registry.TaskId;
import dev.fhirgateway.upsert.OpenTask;
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
    private final OpenTask task;

    private MatchedReceipts(OpenTask task) {
        this.task = task;
    }

    static MatchedReceipts of(OpenTask task, List<Receipt> all) {
        MatchedReceipts matched = new MatchedReceipts(task);
        all.stream()
                .filter(receipt -> receipt.taskId() == null || sameTask(task.taskId(), receipt.taskId()))
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

    /** What a receipt leaves out can only mean the one operation that there is. */
    private Name name(Receipt receipt) {
        TaskOperation only = task.operations().size() == 1 ? task.operations().get(0) : null;
        Target target = receipt.targetType() == null
                ? only == null ? null : only.target()
                : receipt.targetType() == TargetType.RELATIONSHIP ? Target.RELATIONSHIP : Target.RESOURCE;
        String type = receipt.type() == null && only != null ? only.record().type() : receipt.type();
        String id = receipt.id() == null && only != null ? only.record().id() : receipt.id();
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
