package dev.fhirgateway.report;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Related;
import dev.fhirgateway.upsert.ResolvedBatch;
import dev.fhirgateway.upsert.Unresolved;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Joins what became of the relationships of a batch with what became of its records. An entry counts as stored when all
 * that it asked for is, references that lead nowhere aside: those are told, and are no failure.
 */
final class JoinedRelationships {
    private final Map<Integer, List<Problem>> unresolved = new HashMap<>();
    private final Map<Integer, UpsertResult> failures = new HashMap<>();
    private final Map<Integer, Integer> ended = new HashMap<>();
    private final Map<Integer, String> tasks = new HashMap<>();

    private JoinedRelationships() {}

    static BatchReport of(ResolvedBatch batch, List<EntryState> parts) {
        JoinedRelationships joined = new JoinedRelationships();
        batch.unresolved().forEach(joined::add);
        parts.forEach(joined::end);
        batch.commands().stream()
                .filter(commands -> joined.ended.getOrDefault(index(commands), 0) < commands.size())
                .forEach(commands -> joined.failures.put(
                        index(commands),
                        UpsertResult.lost(commands.iterator().next().entry())));
        List<UpsertResult> results =
                batch.records().results().stream().map(joined::joined).toList();
        return BatchReport.of(batch.records().batch(), results, batch.records().delivered());
    }

    private static int index(List<? extends RegistryCommand> commands) {
        return commands.iterator().next().entry().index();
    }

    private void add(Unresolved reference) {
        unresolved
                .computeIfAbsent(reference.entry().index(), index -> new ArrayList<>())
                .add(reference.problem());
    }

    private void end(EntryState part) {
        if (part instanceof Unresolved reference) {
            add(reference);
            ended.merge(reference.entry().index(), 1, Integer::sum);
        } else if (part instanceof Related related) {
            if (related.taskId() != null) {
                tasks.putIfAbsent(related.entry().index(), related.taskId());
            }
            ended.merge(related.entry().index(), 1, Integer::sum);
        } else {
            UpsertResult failure = (UpsertResult) part;
            failures.merge(failure.entry().index(), failure, JoinedRelationships::both);
            ended.merge(failure.entry().index(), 1, Integer::sum);
        }
    }

    /** A resend may help as long as one of them says so. */
    private static UpsertResult both(UpsertResult one, UpsertResult other) {
        if (one instanceof UpsertResult.Rejected first && other instanceof UpsertResult.Rejected second) {
            List<Problem> problems = new ArrayList<>(first.problems());
            problems.addAll(second.problems());
            return new UpsertResult.Rejected(first.entry(), first.blame(), problems);
        }
        return one instanceof UpsertResult.Undelivered ? one : other;
    }

    private UpsertResult joined(UpsertResult records) {
        int index = records.entry().index();
        if (failures.containsKey(index)) {
            return failures.get(index);
        }
        if (!tasks.containsKey(index) && !unresolved.containsKey(index)) {
            return records; // the same one, which may be written already
        }
        if (records instanceof UpsertResult.Persisted persisted) {
            List<Problem> problems = with(persisted.unresolved(), index);
            return tasks.containsKey(index)
                    ? new UpsertResult.Accepted(records.entry(), Objects.requireNonNull(tasks.get(index)), problems)
                    : new UpsertResult.Persisted(
                            persisted.entry(),
                            persisted.created(),
                            persisted.versionId(),
                            persisted.lastUpdated(),
                            persisted.createdAt(),
                            problems);
        }
        return records instanceof UpsertResult.Accepted accepted
                ? new UpsertResult.Accepted(accepted.entry(), accepted.taskId(), with(accepted.unresolved(), index))
                : records;
    }

    private List<Problem> with(List<Problem> known, int index) {
        List<Problem> problems = new ArrayList<>(known);
        problems.addAll(unresolved.getOrDefault(index, List.of()));
        return problems;
    }
}
