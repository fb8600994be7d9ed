package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.upsert.EndedLane;
import dev.fhirgateway.upsert.Entries;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** The entries of a lane, one after the other. */
class OneByOneTest {
    private final CamelContext context = new DefaultCamelContext();
    private final List<Exchange> begun = new ArrayList<>();
    private final List<AsyncCallback> callbacks = new ArrayList<>();
    private int wentOn;

    @Test
    void oneGoesOnInTheExchangeItCameWith() throws Exception {
        // Given
        Exchange lane = lane(1);

        // When
        process(lane);

        // Then
        assertThat(begun).containsExactly(lane);
        assertThat(lane.getMessage().getBody()).isInstanceOf(UpsertEntry.class);
        end(0);
        assertThat(positions(lane)).containsExactly(0);
        assertThat(wentOn).isEqualTo(1);
    }

    @Test
    void theNextBeginsWhenTheOneBeforeItHasEnded() throws Exception {
        // Given
        Exchange lane = lane(3);

        // When
        process(lane);

        // Then
        for (int i = 0; i < 3; i++) {
            assertThat(begun).hasSize(i + 1);
            assertThat(wentOn).isZero();
            end(i);
        }
        assertThat(positions(lane)).containsExactly(0, 1, 2);
        assertThat(wentOn).isEqualTo(1);
    }

    @Test
    void whatEndsAtOnceIsNotWaitedFor() throws Exception {
        // Given
        Exchange lane = lane(1000);

        // When
        boolean sync = policy(true).process(lane, done -> wentOn++);

        // Then
        assertThat(sync).isTrue();
        assertThat(positions(lane)).hasSize(1000).isSorted();
        assertThat(wentOn).isEqualTo(1);
    }

    @Test
    void oneThatBreaksIsMissingAndTakesNoOtherWithIt() throws Exception {
        // Given
        Exchange lane = lane(3);
        process(lane);

        // When
        end(0);
        begun.get(1).setException(new IllegalStateException("a fault"));
        callbacks.get(1).done(false);
        end(2);

        // Then
        assertThat(positions(lane)).containsExactly(0, 2);
        assertThat(lane.getException()).isNull();
    }

    @Test
    void aLoneOneThatBreaksLeavesNoFaultBehind() throws Exception {
        // Given
        Exchange lane = lane(1);
        process(lane);

        // When
        lane.setException(new IllegalStateException("a fault"));
        callbacks.get(0).done(false);

        // Then
        assertThat(positions(lane)).isEmpty();
        assertThat(lane.getException()).isNull();
        assertThat(wentOn).isEqualTo(1);
    }

    @Test
    void aBodyWithoutPartsIsAFault() throws Exception {
        // Given
        OneByOne policy = new OneByOne(body -> {
            throw new IllegalArgumentException("no lane");
        });
        Exchange exchange = new DefaultExchange(context);

        // When
        ((AsyncProcessor) policy.wrap(null, steps(true))).process(exchange, done -> wentOn++);

        // Then
        assertThat(exchange.getException()).hasMessage("no lane");
        assertThat(wentOn).isEqualTo(1);
    }

    private Exchange lane(int size) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage()
                .setBody(IntStream.range(0, size)
                        .mapToObj(i -> Entries.patient(i, "id"))
                        .toList());
        return exchange;
    }

    private void process(Exchange lane) throws Exception {
        policy(false).process(lane, done -> wentOn++);
    }

    private AsyncProcessor policy(boolean atOnce) throws Exception {
        return (AsyncProcessor) new OneByOne(OneByOneTest::entries).wrap(null, steps(atOnce));
    }

    @SuppressWarnings("unchecked")
    private static List<EntryState> entries(Object lane) {
        return (List<EntryState>) lane;
    }

    private AsyncProcessorSupport steps(boolean atOnce) {
        return new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                begun.add(exchange);
                callbacks.add(callback);
                if (atOnce) {
                    end(exchange);
                    callback.done(true);
                }
                return atOnce;
            }
        };
    }

    private void end(int position) {
        end(begun.get(position));
        callbacks.get(position).done(false);
    }

    private static void end(Exchange exchange) {
        UpsertEntry entry = exchange.getMessage().getBody(UpsertEntry.class);
        exchange.getMessage().setBody(UpsertResult.lost(entry));
    }

    private static List<Integer> positions(Exchange lane) {
        return lane.getMessage().getBody(EndedLane.class).states().stream()
                .map(state -> ((UpsertResult) state).entry().index())
                .toList();
    }
}
