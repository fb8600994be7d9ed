package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.upsert.Entries;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** How far a batch runs ahead, without a thread that sleeps. */
class BatchPaceTest {
    private static final int AHEAD = 3;

    private final Queue<Runnable> workers = new ConcurrentLinkedQueue<>();
    private final List<UpsertResult> ended = new ArrayList<>();
    private final BatchPace pace = new BatchPace(batch -> AHEAD, workers::add, ended::add);
    private final Queue<AsyncCallback> underWay = new ArrayDeque<>();

    @Test
    void theNextPartIsHandedOutOnlyWhenThereIsRoomForIt() throws Exception {
        // Given
        Iterator<List<UpsertEntry>> lanes = pace.lanes(batch(AHEAD + 2));
        AsyncProcessor policy = policy();
        for (int i = 0; i < AHEAD; i++) {
            begin(policy, lanes.next());
        }

        // When
        CompletableFuture<List<UpsertEntry>> next = CompletableFuture.supplyAsync(lanes::next);

        // Then
        work();
        assertThat(underWay).hasSize(AHEAD);
        assertThat(next).isNotDone();
        underWay.remove().done(false);
        await().until(next::isDone);
        assertThat(lanes.hasNext()).isTrue();
    }

    @Test
    void aPartIsWorkedOnInAWorkerAndTheRouteGoesOnWhenItHasEnded() throws Exception {
        // Given
        Iterator<List<UpsertEntry>> entries = pace.lanes(batch(1));
        boolean[] wentOn = new boolean[1];
        Exchange exchange = exchange(entries.next());

        // When
        boolean sync = policy().process(exchange, done -> wentOn[0] = true);

        // Then
        assertThat(sync).isFalse();
        assertThat(underWay).isEmpty();
        work();
        assertThat(underWay).hasSize(1);
        assertThat(wentOn).containsExactly(false);
        underWay.remove().done(false);
        assertThat(wentOn).containsExactly(true);
    }

    @Test
    void aBatchIsForgottenWithItsLastPart() throws Exception {
        // Given
        Iterator<List<UpsertEntry>> entries = pace.lanes(batch(2));
        AsyncProcessor policy = policy();
        while (entries.hasNext()) {
            begin(policy, entries.next());
        }
        work();
        assertThat(pace.batches()).isEqualTo(1);

        // When
        underWay.forEach(part -> part.done(false));

        // Then
        assertThat(pace.batches()).isZero();
    }

    @Test
    void anEmptyBatchIsForgottenAtOnce() {
        assertThat(pace.lanes(batch(0)).hasNext()).isFalse();

        assertThat(pace.batches()).isZero();
    }

    private static UpsertBatch batch(int size) {
        List<UpsertEntry> entries = IntStream.range(0, size)
                .mapToObj(i -> Entries.patient(i, "id-" + i))
                .toList();
        return new UpsertBatch(Entries.patient(0, "any").origin(), Preference.MINIMAL, entries);
    }

    private AsyncProcessor policy() throws Exception {
        Processor part = new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                underWay.add(callback);
                return false;
            }
        };
        return (AsyncProcessor) pace.wrap(null, part);
    }

    private static void begin(AsyncProcessor policy, Object body) {
        policy.process(exchange(body), done -> {});
    }

    private static Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private void work() {
        for (Runnable task = workers.poll(); task != null; task = workers.poll()) {
            task.run();
        }
    }
}
