package dev.fhirgateway.upsert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All entries of one request, in the order of the body.
 *
 * @param origin what all entries share
 * @param preference which answer the client wants
 * @param entries the entries; {@code entries.get(i).index() == i}
 */
public record UpsertBatch(Origin origin, UpsertRequest.Preference preference, List<UpsertEntry> entries) {
    public UpsertBatch {
        Objects.requireNonNull(origin);
        Objects.requireNonNull(preference);
        entries = List.copyOf(entries);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).index() != i) {
                throw new IllegalArgumentException("entry " + entries.get(i).index() + " stands at position " + i);
            }
        }
    }

    /** Whether nothing may be sent. */
    public boolean isDryRun() {
        return preference == UpsertRequest.Preference.DRY_RUN;
    }

    /**
     * The entries as lanes: entries that name the same record share one, in array order, and are to be worked on one
     * after the other; different lanes may run at the same time. Entries that name no record have a lane each.
     *
     * @return an iterator, because the splitter takes the next lane only when a worker is free
     */
    public Iterator<List<UpsertEntry>> lanes() {
        Map<String, List<UpsertEntry>> lanes = new LinkedHashMap<>(entries.size() * 2);
        for (UpsertEntry entry : entries) {
            String lane = entry.namesRecord() ? entry.key() : "#" + entry.index();
            lanes.merge(lane, List.of(entry), UpsertBatch::append);
        }
        return lanes.values().iterator();
    }

    /** How many entries name a record that the batch names more than once. */
    public int duplicates() {
        Map<String, Integer> named = new HashMap<>(entries.size() * 2);
        for (UpsertEntry entry : entries) {
            if (entry.namesRecord()) {
                named.merge(entry.key(), 1, Integer::sum);
            }
        }
        return named.values().stream()
                .filter(times -> times > 1)
                .mapToInt(times -> times)
                .sum();
    }

    private static List<UpsertEntry> append(List<UpsertEntry> earlier, List<UpsertEntry> later) {
        List<UpsertEntry> joined = earlier instanceof ArrayList<UpsertEntry> ? earlier : new ArrayList<>(earlier);
        joined.addAll(later);
        return joined;
    }
}
