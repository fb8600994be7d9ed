package dev.fhirgateway.bench;

import dev.fhirgateway.bench.Relay.Seen;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How near the relays come to what a registry that takes 20 ms allows. */
final class RelayLatency {
    private static final int LATENCY = 20;
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    /** A rise of the latency has the product send less for a while: it may be a queue. */
    private static final Duration GETTING_USED = Duration.ofSeconds(15);

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final int WIDE = 512;

    private RelayLatency() {}

    /** With 64 calls at once: two rounds of calls for a batch of 100, and 3,200 calls a second. */
    static void besidePeers() throws Exception {
        try (StubProcess registry = StubProcess.start(CheapRegistry.class);
                Relay hand = Relay.handJava(registry.url());
                Relay camel = Relay.camelJsonPar(registry.url());
                Relay product = Relay.product(registry.url(), "1g")) {
            List<Relay> relays = List.of(hand, camel, product);
            for (Relay relay : relays) {
                relay.warmUp(WARM_UP);
            }
            registry.reset(Weather.fair(LATENCY));
            for (Relay relay : relays) {
                relay.warmUp(GETTING_USED);
            }
            List<Seen> alone = RelayCpu.inTurn(relays, new Shape(100, 1), TIME);
            List<Seen> many = RelayCpu.inTurn(relays, new Shape(100, 16), TIME);
            Figures.seen(
                    "p50 of a batch of 100, registry 20 ms: hand-java, camel-json-par, product",
                    three(alone, Seen::median) + " ms");
            Figures.atMost("p50 / 40 ms, product", 1.25, alone.get(2).median() / (2 * LATENCY));
            Figures.seen("Patients a second, 100 x 16, registry 20 ms", three(many, Seen::rate));
            Figures.atLeast("of 3,200 a second, product", 0.87, many.get(2).rate() * LATENCY / 1e3 / Relay.AT_ONCE);
        }
    }

    private static String three(List<Seen> seen, ToDoubleFunction<Seen> figure) {
        return String.format(
                Locale.ROOT,
                "%.0f, %.0f, %.0f",
                figure.applyAsDouble(seen.get(0)),
                figure.applyAsDouble(seen.get(1)),
                figure.applyAsDouble(seen.get(2)));
    }

    /** With 512 calls at once: the product beside clients that send the same calls to the registry themselves. */
    static void wideWindow() throws Exception {
        try (StubProcess registry = StubProcess.start(CheapRegistry.class);
                Load raw = new Load(registry.url(), WIDE);
                Relay product = Relay.product(registry.url(), "1g", "gateway.delivery.concurrency=" + WIDE)) {
            product.warmUp(WARM_UP);
            Figures.seen("the registry itself, 0 ms, 64 connections: calls a second", rate(raw, Relay.AT_ONCE));
            registry.reset(Weather.fair(LATENCY));
            double before = raw(raw, WIDE);
            product.warmUp(GETTING_USED);
            Seen seen = product.send(new Shape(1_000, 4), TIME);
            double straight = (before + raw(raw, WIDE)) / 2;
            Figures.seen("registry 20 ms, 512 connections, straight: calls a second", number(straight));
            Figures.seen("... through the product, 1,000 x 4", number(seen.rate()));
            Figures.atLeast("product / straight, window of 512", 0.7, seen.rate() / straight);
        }
    }

    private static String rate(Load raw, int atOnce) throws InterruptedException {
        raw(raw, atOnce);
        return number(raw(raw, atOnce));
    }

    private static double raw(Load raw, int atOnce) throws InterruptedException {
        String patient = new String(Patients.realistic(1, "raw-"), StandardCharsets.UTF_8);
        Buffer write = Buffer.buffer("{\"data\":" + patient.substring(1, patient.length() - 1) + "}");
        Duration time = Duration.ofSeconds(5);
        Duration[] calls = raw.sendFor(
                time,
                atOnce,
                lane -> n -> new Load.Call(HttpMethod.PUT, "/sources/default/v1/resources/patient/raw-" + lane, write));
        return calls.length / (time.toMillis() / 1e3);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
