package dev.fhirgateway.delivery.window;

import dev.fhirgateway.settings.DeliverySettings;
import dev.fhirgateway.settings.OutageSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A window in manual time, and short ways to ask it for turns. */
final class ManualWindow {
    static final Duration PROBE = Duration.ofSeconds(5);
    static final OutageSettings OUTAGE = new OutageSettings(50, 100, 20, PROBE, Duration.ofSeconds(60));
    static final Duration DEADLINE = Duration.ofMinutes(2);

    final ManualTime time = new ManualTime();
    final RegistryWindow window;
    final List<CompletableFuture<Void>> followUps = new ArrayList<>();
    private int records;

    ManualWindow(int concurrency) {
        window = new RegistryWindow(settings(concurrency), OUTAGE, time.clock(), time::nanos, time);
    }

    static DeliverySettings settings(int concurrency) {
        Duration any = Duration.ofSeconds(1);
        return new DeliverySettings(concurrency, 4, 1, any, any, any, any);
    }

    /** Of a record that no other call was for. */
    CompletableFuture<Turn> enter(String client) {
        return enter("source", client, "record-" + records++);
    }

    CompletableFuture<Turn> enter(String source, String client, String record) {
        return enter(source, client, record, DEADLINE);
    }

    CompletableFuture<Turn> enter(String source, String client, String record, Duration left) {
        return window.enter(source, client, record, time.instant().plus(left)).toCompletableFuture();
    }

    /** As many at once. */
    List<CompletableFuture<Turn>> enter(int calls, String client) {
        return IntStream.range(0, calls).mapToObj(call -> enter(client)).toList();
    }

    /** What comes when the turn does. */
    void whenGiven(String client, Consumer<Turn> next) {
        followUps.add(enter(client).thenAccept(next));
    }

    /** One call after the other, each over at once. */
    void calls(int calls, CallOutcome outcome) {
        for (int call = 0; call < calls; call++) {
            enter("ward").join().done(outcome, "503");
        }
    }

    /** So many records fail that nothing is sent any more. */
    void breakDown() {
        calls(20, CallOutcome.FAILED);
    }

    WindowState state() {
        return window.state();
    }

    /** Why there was no turn; null when there was one, or may still be. */
    static Throwable failure(CompletableFuture<Turn> call) {
        return call.handle((turn, failure) -> failure).getNow(null);
    }

    static long given(List<CompletableFuture<Turn>> calls) {
        return calls.stream()
                .filter(call -> call.isDone() && !call.isCompletedExceptionally())
                .count();
    }
}
