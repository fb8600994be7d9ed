package dev.fhirgateway;

import dev.fhirgateway.sandbox.ReceivedCall;
import dev.fhirgateway.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A job whose entries name few records many times, each entry with its position in it; and what the registry saw of it.
 * Of very many calls a sandbox keeps the latest, so it has to be looked at now and then.
 */
final class JobHistory {
    private static final Pattern MARK = Pattern.compile("Zzseq-(\\d+)");

    private final int[] records;
    private final String prefix;
    private final Map<Integer, List<Integer>> seen = new LinkedHashMap<>();
    private int lastCall;

    /**
     * @param entries how many there are
     * @param records how many records they name, in no order
     */
    JobHistory(String prefix, int entries, int records, long seed) {
        this.prefix = prefix;
        this.records = new Random(seed).ints(entries, 0, records).toArray();
    }

    /** One resource a line. */
    String lines() {
        return IntStream.range(0, records.length)
                .mapToObj(position -> "{\"resourceType\":\"Patient\",\"id\":\"" + prefix + records[position]
                        + "\",\"identifier\":[{\"system\":\"urn:Zz\",\"value\":\"Zzseq-" + position
                        + "\"}],\"name\":[{\"family\":\"Zzmarker\"}]}")
                .collect(Collectors.joining("\n"));
    }

    /** Takes what came since; gives how many entries have come at least once. */
    synchronized int look(Sandbox registry) {
        for (ReceivedCall call : registry.received()) {
            if (call.number() > lastCall && call.method().equals("PUT")) {
                take(call);
            }
            lastCall = Math.max(lastCall, call.number());
        }
        return seen.values().stream()
                .mapToInt(marks -> (int) marks.stream().distinct().count())
                .sum();
    }

    private void take(ReceivedCall call) {
        Matcher mark = MARK.matcher(call.bodyText());
        if (call.path().contains("/" + prefix) && mark.find()) {
            int position = Integer.parseInt(mark.group(1));
            seen.computeIfAbsent(records[position], record -> new ArrayList<>()).add(position);
        }
    }

    /** How many entries never came. */
    int lost() {
        return records.length
                - seen.values().stream()
                        .mapToInt(marks -> (int) marks.stream().distinct().count())
                        .sum();
    }

    /** How many came when a later one of their record had come before. */
    int outOfOrder() {
        int count = 0;
        for (List<Integer> marks : seen.values()) {
            int latest = -1;
            for (int mark : marks) {
                count += mark < latest ? 1 : 0;
                latest = Math.max(latest, mark);
            }
        }
        return count;
    }

    /** How many came that had come before. */
    int sentAgain() {
        return seen.values().stream().mapToInt(List::size).sum() - (records.length - lost());
    }

    /** How many records the entries name. */
    int records() {
        return (int) Arrays.stream(records).distinct().count();
    }
}
