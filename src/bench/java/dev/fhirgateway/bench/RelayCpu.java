package dev.fhirgateway.bench;

import dev.fhirgateway.bench.Relay.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What a Patient costs each relay, and how many times as much as the product. */
final class RelayCpu {
    private static final Shape MANY_CLIENTS = new Shape(100, 16);
    private static final Shape ONE_CLIENT = new Shape(1_000, 1);

    private RelayCpu() {}

    /** The two shapes that have targets, at a registry that answers at once; three and a half minutes. */
    static void quick() throws Exception {
        run(List.of(MANY_CLIENTS, ONE_CLIENT), List.of(0), Duration.ofSeconds(45), Duration.ofSeconds(6));
    }

    /** All shapes, at a registry that answers at once and at one that takes 20 ms. */
    static void full() throws Exception {
        List<Shape> shapes = List.of(new Shape(100, 1), MANY_CLIENTS, ONE_CLIENT, new Shape(10_000, 1));
        run(shapes, List.of(0, 20), Duration.ofSeconds(45), Duration.ofSeconds(8));
    }

    private static void run(List<Shape> shapes, List<Integer> latencies, Duration warmUp, Duration time)
            throws Exception {
        try (StubProcess registry = StubProcess.start(CheapRegistry.class);
                Relay hand = Relay.handJava(registry.url());
                Relay camel = Relay.camelJsonPar(registry.url());
                Relay product = Relay.product(registry.url(), "1g")) {
            List<Relay> relays = List.of(hand, camel, product);
            for (Relay relay : relays) {
                relay.warmUp(warmUp);
            }
            for (int latency : latencies) {
                registry.reset(Weather.fair(latency));
                for (Shape shape : shapes) {
                    row(shape + ", registry " + latency + " ms", inTurn(relays, shape, time), hasTarget(shape));
                }
            }
        }
    }

    private static boolean hasTarget(Shape shape) {
        return shape.equals(MANY_CLIENTS) || shape.equals(ONE_CLIENT);
    }

    /** A B C, then C B A: what the machine does besides falls on all of them. Gives the mean of both, in the order given. */
    static List<Seen> inTurn(List<Relay> relays, Shape shape, Duration time) throws InterruptedException {
        List<Seen> there = new ArrayList<>();
        for (Relay relay : relays) {
            there.add(relay.send(shape, time));
        }
        List<Relay> reversed = new ArrayList<>(relays);
        Collections.reverse(reversed);
        List<Seen> back = new ArrayList<>();
        for (Relay relay : reversed) {
            back.add(0, relay.send(shape, time));
        }
        List<Seen> means = new ArrayList<>();
        for (int i = 0; i < relays.size(); i++) {
            means.add(mean(there.get(i), back.get(i)));
        }
        return means;
    }

    private static Seen mean(Seen one, Seen other) {
        return new Seen(
                (one.cpu() + other.cpu()) / 2, (one.rate() + other.rate()) / 2, (one.median() + other.median()) / 2);
    }

    private static void row(String shape, List<Seen> seen, boolean hasTarget) {
        Figures.seen(
                "CPU a Patient, " + shape + ": hand-java, camel-json-par, product",
                String.format(
                        Locale.ROOT,
                        "%.0f, %.0f, %.0f us",
                        seen.get(0).cpu(),
                        seen.get(1).cpu(),
                        seen.get(2).cpu()));
        Figures.seen(
                "Patients a second, " + shape,
                String.format(
                        Locale.ROOT,
                        "%.0f, %.0f, %.0f",
                        seen.get(0).rate(),
                        seen.get(1).rate(),
                        seen.get(2).rate()));
        double hand = seen.get(0).cpu() / seen.get(2).cpu();
        double camel = seen.get(1).cpu() / seen.get(2).cpu();
        if (hasTarget) {
            Figures.atLeast("hand-java / product, " + shape, 2.0, hand);
            Figures.atLeast("camel-json-par / product, " + shape, 2.2, camel);
        } else {
            Figures.seen(
                    "hand-java / product, camel-json-par / product, " + shape,
                    String.format(Locale.ROOT, "%.2f, %.2f", hand, camel));
        }
    }
}
