package dev.fhirgateway.delivery;

import dev.fhirgateway.upsert.DryRun;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.PlannedBatch;
import dev.fhirgateway.upsert.PlannedCall;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.Unresolved;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells the calls that a batch would be delivered by. */
public final class Plan {
    /** What a dry run answers: for each entry its calls, or why there would be none. */
    public DryRun of(PlannedBatch batch) {
        Map<Integer, List<PlannedCall>> calls = new HashMap<>();
        Map<Integer, List<Problem>> unresolved = new HashMap<>();
        batch.relationships()
                .forEach(command -> of(command.entry().index(), calls).add(call(command)));
        for (Unresolved reference : batch.unresolved()) {
            of(reference.entry().index(), unresolved).add(reference.problem());
        }
        List<DryRun.Entry> entries = new ArrayList<>();
        for (EntryState state : batch.translated().entries()) {
            if (state instanceof Translated entry) {
                int index = entry.entry().index();
                List<PlannedCall> own = new ArrayList<>();
                entry.commands().forEach(command -> own.add(call(command)));
                own.addAll(of(index, calls));
                entries.add(new DryRun.Planned(entry.entry(), own, of(index, unresolved)));
            } else if (state instanceof UpsertResult.Rejected rejected) {
                entries.add(new DryRun.Refused(rejected));
            } else if (state instanceof UpsertResult.Superseded superseded) {
                entries.add(new DryRun.Superseded(superseded));
            }
        }
        entries.sort(Comparator.comparingInt(entry -> entry.entry().index()));
        return new DryRun(
                batch.translated().batch(), entries, batch.translated().unmapped());
    }

    private static <T> List<T> of(int index, Map<Integer, List<T>> byIndex) {
        return byIndex.computeIfAbsent(index, any -> new ArrayList<>());
    }

    private static PlannedCall call(RegistryCommand command) {
        RegistryCall call = RegistryCall.of(command);
        return new PlannedCall(call.method(), call.path(), command.payload());
    }
}
