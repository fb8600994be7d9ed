package dev.fhirgateway.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What delivery does, in figures beside their targets: a gateway in a process of its own, a stub of a registry in
 * another, and nothing known of either but their HTTP.
 */
public final class DeliveryFigures {
    /** One group of figures. */
    interface Part {
        void run(TestBed bed) throws Exception;
    }

    private static final Map<String, Part> PARTS = parts();

    private DeliveryFigures() {}

    private static Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("cpu", new CpuOfDelivery());
        parts.put("efficiency", new BatchEfficiency());
        parts.put("storms", new Storms());
        parts.put("order", new OrderUnderTrouble());
        parts.put("fairness", new SmallBesideLarge());
        parts.put("outage", new Outage());
        return parts;
    }

    /**
     * Prints them.
     *
     * @param args which groups: {@code cpu}, {@code efficiency}, {@code storms}, {@code order}, {@code fairness},
     *     {@code outage}; all when none is given
     */
    public static void main(String[] args) throws Exception {
        List<String> wanted = args.length == 0 ? List.copyOf(PARTS.keySet()) : List.of(args);
        Figures.head();
        try (TestBed bed = TestBed.start()) {
            bed.warmUp();
            for (String part : wanted) {
                PARTS.get(part).run(bed);
            }
        }
        System.exit(0);
    }
}
