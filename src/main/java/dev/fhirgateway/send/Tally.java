package dev.fhirgateway.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many entries came to which end, and who is to blame for those that failed. For many threads. */
final class Tally {
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final Map<String, Long> blames = new TreeMap<>();

    synchronized void add(EntryEnd end) {
        counts.merge(end.outcome(), 1L, Long::sum);
        if (end.hasFailed()) {
            blames.merge(end.blame(), 1L, Long::sum);
        }
    }

    /** One that failed, as the gateway tells of a job. */
    synchronized void addBlame(String blame) {
        blames.merge(blame, 1L, Long::sum);
    }

    /** Takes what {@link #into} has written, or the {@code counts} of an answer say, instead of what was known. */
    synchronized void set(JsonNode told) {
        JsonNode numbers = told.path("counts");
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, numbers.path(outcome.count()).asLong());
        }
        blames.clear();
        told.path("blames")
                .properties()
                .forEach(blame -> blames.put(blame.getKey(), blame.getValue().asLong()));
    }

    synchronized void into(ObjectNode json) {
        ObjectNode numbers = json.putObject("counts");
        counts.forEach((outcome, count) -> numbers.put(outcome.count(), count));
        ObjectNode who = json.putObject("blames");
        blames.forEach(who::put);
    }

    synchronized long of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    synchronized long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@code stored 45,190, failed 10}: what there is. */
    synchronized String told() {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getKey().word() + " " + Words.number(count.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** {@code source-data 8, mapping 2}: who has to act on what failed. */
    synchronized String toldBlames() {
        return blames.entrySet().stream()
                .map(blame -> blame.getKey() + " " + Words.number(blame.getValue()))
                .collect(Collectors.joining(", "));
    }
}
