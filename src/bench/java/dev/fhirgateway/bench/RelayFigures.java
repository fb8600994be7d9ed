package dev.fhirgateway.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the product does beside what people would write in its place: {@link HandJava} and {@link CamelJsonPar}, each in a
 * process of its own, sent the same in turn, before the same {@link CheapRegistry}.
 */
public final class RelayFigures {
    /** One group of figures. */
    interface Group {
        void run() throws Exception;
    }

    private static final Map<String, Group> GROUPS = groups();

    private RelayFigures() {}

    private static Map<String, Group> groups() {
        Map<String, Group> groups = new LinkedHashMap<>();
        groups.put("quick", RelayCpu::quick);
        groups.put("cpu", RelayCpu::full);
        groups.put("latency", RelayLatency::besidePeers);
        groups.put("window", RelayLatency::wideWindow);
        groups.put("flat", RelayGrowth::ofBatches);
        groups.put("ledger", RelayGrowth::ofLedger);
        groups.put("memory", RelayMemory::peaks);
        groups.put("start", RelayStart::run);
        return groups;
    }

    /**
     * Prints them. {@code -Dbench.jdk=FOLDER} chooses the JDK that all processes run on.
     *
     * @param args which groups; all when none is given
     */
    public static void main(String[] args) throws Exception {
        List<String> wanted = args.length == 0
                ? GROUPS.keySet().stream()
                        .filter(group -> !group.equals("quick"))
                        .toList()
                : List.of(args);
        System.out.printf(
                "%d processors, JDK %s, %s Patients%n%n",
                Runtime.getRuntime().availableProcessors(),
                ProductProcess.jdk(),
                Patients.hasSynthea() ? "Synthea" : "generated");
        Figures.head();
        for (String group : wanted) {
            GROUPS.get(group).run();
        }
        System.exit(0);
    }
}
