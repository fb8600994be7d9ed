package dev.fhirgateway.intake;

import dev.fhirgateway.settings.Duplicates;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Decides, before anything is checked, which of the entries that name one record go on. It goes by the names alone: an
 * entry that comes last and turns out to be wrong has taken the place of the others all the same.
 */
public final class DuplicateEntries {
    /** A record that a batch names ten thousand times would otherwise be told in a gigabyte of numbers. */
    private static final int POSITIONS_TOLD = 10;

    private final Duplicates duplicates;

    /** @param duplicates what becomes of them */
    public DuplicateEntries(Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    /**
     * The entries of a lane of {@link UpsertBatch#lanes()}, in their order: an {@link UpsertEntry} goes on, an
     * {@link UpsertResult} has come to its end.
     */
    public List<EntryState> ofLane(List<UpsertEntry> lane) {
        if (lane.size() == 1 || duplicates == Duplicates.IN_ORDER) {
            return List.copyOf(lane);
        }
        return duplicates == Duplicates.LAST_WINS ? superseded(lane) : refused(lane);
    }

    /** The same of all entries of a batch, lane after lane. */
    public List<EntryState> ofBatch(UpsertBatch batch) {
        List<EntryState> states = new ArrayList<>(batch.entries().size());
        batch.lanes().forEachRemaining(lane -> states.addAll(ofLane(lane)));
        return states;
    }

    private static List<EntryState> superseded(List<UpsertEntry> lane) {
        UpsertEntry last = lane.get(lane.size() - 1);
        List<EntryState> states = new ArrayList<>(lane.size());
        lane.subList(0, lane.size() - 1).forEach(entry -> states.add(new UpsertResult.Superseded(entry, last.index())));
        states.add(last);
        return states;
    }

    private static List<EntryState> refused(List<UpsertEntry> lane) {
        String positions = lane.stream()
                .limit(POSITIONS_TOLD)
                .map(entry -> Integer.toString(entry.index()))
                .collect(Collectors.joining(", "));
        int more = lane.size() - POSITIONS_TOLD;
        Problem problem = new Problem(
                "duplicate",
                lane.get(0).resourceType() + ".id",
                "this batch names the same record " + lane.size() + " times, in its entries " + positions
                        + (more > 0 ? " and " + more + " more" : "")
                        + ", and this gateway takes a record once in a batch (gateway.duplicates); none of them is sent");
        return lane.stream()
                .<EntryState>map(entry -> new UpsertResult.Rejected(entry, Blame.SOURCE_DATA, List.of(problem)))
                .toList();
    }
}
