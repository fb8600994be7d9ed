package dev.fhirgateway.followup;

import dev.fhirgateway.ledger.DueRelationship;
import dev.fhirgateway.ledger.Parked;
import dev.fhirgateway.ledger.ParkedRelationship;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * The relationships that are tried now of those that wait. Camel's {@code policy} around the steps that try one; body: a
 * {@link DueRelationship} that {@link #due()} gave. None is tried twice at once.
 */
public final class ParkedRelationships implements Policy {
    private static final int AT_ONCE = 200;

    private final Set<Key> claimed = ConcurrentHashMap.newKeySet();
    private final Parked parked;
    private final BooleanSupplier registryAnswers;
    private final Duration patience;
    private final Clock clock;

    /**
     * @param registryAnswers whether the registry is not known to be down; while it is, one at a time finds out
     * @param patience how long one may wait for its turn at the record that asks for it
     */
    public ParkedRelationships(Parked parked, BooleanSupplier registryAnswers, Duration patience, Clock clock) {
        this.parked = parked;
        this.registryAnswers = registryAnswers;
        this.patience = patience;
        this.clock = clock;
    }

    /** Claims those that are due, as many as there is room for. */
    public List<DueRelationship> due() {
        int room = (registryAnswers.getAsBoolean() ? AT_ONCE : 1) - claimed.size();
        return room <= 0
                ? List.of()
                : parked.due(room + claimed.size()).stream()
                        .filter(due -> claimed.add(Key.of(due)))
                        .limit(room)
                        .toList();
    }

    /**
     * A batch of its own that claims the record which asks for the relationship: while a later version of that is
     * delivered, its relationships are not touched.
     */
    public UpsertBatch claim(DueRelationship due) {
        ParkedRelationship relationship = due.relationship();
        Instant now = clock.instant();
        Origin origin = new Origin(
                UUID.randomUUID().toString(), Origin.FOLLOW_UP, relationship.source(), now, now.plus(patience));
        UpsertEntry referrer = new UpsertEntry(
                origin,
                0,
                OriginalBytes.none(),
                relationship.entry().resourceType(),
                relationship.entry().id(),
                List.of());
        return new UpsertBatch(origin, UpsertRequest.Preference.MINIMAL, List.of(referrer));
    }

    /** The same as it is now, when it is its turn; null when it is not asked for any more. */
    public @Nullable DueRelationship current(DueRelationship due) {
        return parked.current(due.relationship()).orElse(null);
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Key key = Key.of(exchange.getMessage().getBody(DueRelationship.class));
                return super.process(exchange, sync -> {
                    claimed.remove(key);
                    callback.done(sync);
                });
            }
        };
    }

    private record Key(String source, RecordName record) {
        static Key of(DueRelationship due) {
            return new Key(due.relationship().source(), due.relationship().record());
        }
    }
}
