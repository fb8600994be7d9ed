package dev.fhirgateway.delivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Delivered;
import dev.fhirgateway.upsert.EndedLane;
import dev.fhirgateway.upsert.Entries;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RelationshipDraft;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordTurnsTest {
    private static final String RECORD = "Patient/same";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final RecordOrder order = new RecordOrder(executor, Clock.systemUTC());
    private final UpsertBatch batch = Batches.of("a", "clinic", Duration.ofMillis(50), List.of("same", "same"));
    private final UpsertEntry entry = batch.entries().get(1);
    private final UpsertResult superseded =
            new UpsertResult.Superseded(batch.entries().get(0), 1);

    @AfterEach
    void stop() throws Exception {
        executor.shutdownNow();
        context.close();
    }

    @Test
    void theEndOfALaneReleasesItsRecord() throws Exception {
        order.claim(batch);
        CompletableFuture<?> next = order.claim(Batches.of("b", "same")).turn(RECORD);

        Exchange ended = through(ending(Entries.persisted(entry)), List.of(entry));

        assertThat(ended.getMessage().getBody()).isEqualTo(new EndedLane(List.of(Entries.persisted(entry))));
        next.get(10, TimeUnit.SECONDS);
    }

    @Test
    void soDoesAFaultInIt() throws Exception {
        order.claim(batch);
        CompletableFuture<?> next = order.claim(Batches.of("b", "same")).turn(RECORD);

        Exchange ended = through(
                exchange -> {
                    throw new IllegalStateException("broken");
                },
                List.of(entry));

        assertThat(ended.getException()).hasMessage("broken");
        next.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aRecordWithRelationshipsToMakeIsReleasedWithItsBatch() throws Exception {
        Claims claims = order.claim(batch);
        CompletableFuture<?> next = order.claim(Batches.of("b", "same")).turn(RECORD);
        RecordName record = new RecordName("patient", "same");
        RelationshipDraft draft = new RelationshipDraft(
                "knows",
                new RelationshipDraft.Known(record),
                new RelationshipDraft.Known(record),
                JsonNodeFactory.instance.objectNode());

        through(ending(new Delivered(Entries.persisted(entry), record, List.of(draft), "v")), List.of(entry));
        executor.submit(() -> {}).get();

        assertThat(next).isNotDone();
        claims.close();
        next.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aLaneThatMissesItsTurnIsNotSentAndWhatHadItsResultKeepsIt() throws Exception {
        order.claim(Batches.of("earlier", "same"));
        order.claim(batch);

        Exchange ended = through(
                exchange -> {
                    throw new AssertionError("not its turn");
                },
                List.of(superseded, entry));

        assertThat(ended.getException()).isNull();
        List<EntryState> states = ended.getMessage().getBody(EndedLane.class).states();
        assertThat(states).hasSize(2).first().isEqualTo(superseded);
        assertThat(states.get(1)).isInstanceOfSatisfying(UpsertResult.Undelivered.class, undelivered -> {
            assertThat(undelivered.entry()).isEqualTo(entry);
            assertThat(undelivered.blame()).isEqualTo(Blame.REGISTRY_UNAVAILABLE);
        });
    }

    @Test
    void aLaneThatWritesNothingWaitsForNobodyAndHoldsUpNobody() throws Exception {
        Claims earlier = order.claim(Batches.of("earlier", "same"));
        order.claim(batch);
        CompletableFuture<?> next = order.claim(Batches.of("b", "same")).turn(RECORD);

        through(ending(superseded), List.of(superseded));

        earlier.close();
        next.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aLaneOutsideOfItsBatchFails() throws Exception {
        Exchange ended = through(ending(Entries.persisted(entry)), List.of(entry));

        assertThat(ended.getException()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theClaimsOfABatchEndWithItsStepsHoweverTheyEnd() throws Exception {
        ClaimedRecords claimed = new ClaimedRecords(order);
        Processor steps = exchange -> {
            assertThat(order.claimsOf(batch.origin())).isPresent();
            throw new IllegalStateException("broken");
        };

        Exchange ended = ended((AsyncProcessor) claimed.wrap(null, steps), batch);
        Exchange nothing = ended((AsyncProcessor) claimed.wrap(null, steps), null);

        assertThat(ended.getException()).hasMessage("broken");
        assertThat(nothing.getException()).isNotNull();
        assertThat(order.isIdle()).isTrue();
    }

    private static Processor ending(EntryState state) {
        return exchange -> exchange.getMessage().setBody(new EndedLane(List.of(state)));
    }

    private Exchange through(Processor steps, List<EntryState> lane) throws Exception {
        return ended((AsyncProcessor) new RecordTurns(order, ended -> {}).wrap(null, steps), lane);
    }

    private Exchange ended(AsyncProcessor policy, Object body) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        CompletableFuture<Exchange> ended = new CompletableFuture<>();
        policy.process(exchange, sync -> ended.complete(exchange));
        return ended.get(10, TimeUnit.SECONDS);
    }
}
