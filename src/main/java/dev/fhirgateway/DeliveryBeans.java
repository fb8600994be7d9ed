package dev.fhirgateway;

import dev.fhirgateway.delivery.BulkDelivery;
import dev.fhirgateway.delivery.BulkPatience;
import dev.fhirgateway.delivery.CallListener;
import dev.fhirgateway.delivery.CamelHttpCall;
import dev.fhirgateway.delivery.Delivery;
import dev.fhirgateway.delivery.GatheredWrites;
import dev.fhirgateway.delivery.RegistryHttpClient;
import dev.fhirgateway.delivery.RegistryTurn;
import dev.fhirgateway.delivery.Repetition;
import dev.fhirgateway.delivery.RetryPause;
import dev.fhirgateway.delivery.UnlessDelivered;
import dev.fhirgateway.delivery.VertxCall;
import dev.fhirgateway.delivery.WritesInTurn;
import dev.fhirgateway.delivery.order.ClaimedRecords;
import dev.fhirgateway.delivery.order.RecordOrder;
import dev.fhirgateway.delivery.order.RecordTurns;
import dev.fhirgateway.delivery.window.RegistryWindow;
import dev.fhirgateway.ledger.BegunBatch;
import dev.fhirgateway.ledger.IdempotentBatch;
import dev.fhirgateway.ledger.Ledger;
import dev.fhirgateway.ledger.RememberedBatch;
import dev.fhirgateway.metrics.RegistryCallMeter;
import dev.fhirgateway.settings.BulkSettings;
import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.UpsertBatch;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Predicate;

/** What the routes name on the way from a batch to the registry. */
final class DeliveryBeans {
    private DeliveryBeans() {}

    /**
     * @param settings what to make them from
     * @param window gives each call its turn
     * @param meter is told of tries and bulk requests
     * @param listener is told of each call
     * @param engine what they run on
     * @param ledger what they remember
     */
    static Map<String, Object> of(
            GatewaySettings settings,
            RegistryWindow window,
            RegistryCallMeter meter,
            CallListener listener,
            Engine engine,
            Ledger ledger) {
        Clock clock = Clock.systemUTC();
        RecordOrder recordOrder = new RecordOrder(engine.workers(), clock);
        Map<String, Object> beans = new LinkedHashMap<>(calls(settings, engine, clock));
        beans.put("splitters", engine.splitters());
        beans.put("workers", engine.workers());
        beans.put(
                "batchPace",
                new BatchPace(batch -> ahead(settings, batch), engine.beginnings(), ledger.records()::ended));
        beans.put("claimedRecords", new ClaimedRecords(recordOrder));
        beans.put(
                "rememberedBatch",
                new RememberedBatch(ledger.records(), settings.delivery().backoffMax()));
        beans.put("begunBatch", new BegunBatch(ledger.records(), engine.workers()));
        beans.put(
                "idempotentBatch",
                new IdempotentBatch(
                        ledger.idempotencyKeys(settings.keep().idempotencyKeep()),
                        settings.delivery().backoffMax()));
        beans.put("recordOrder", new RecordTurns(recordOrder, ledger.records()::endedInTurn));
        beans.put("registryTurn", new RegistryTurn(window, engine.workers(), listener));
        Delivery delivery = new Delivery(ledger.records()::entry, clock, meter::tries);
        beans.put("delivery", delivery);
        beans.putAll(EntrySteps.of(delivery));
        beans.putAll(BodyIs.all());
        beans.put("mayBeThere", (Predicate) Delivery::mayBeThere);
        beans.put("eachEntry", new OneByOne(DeliveryBeans::lane));
        beans.put("eachCommand", new OneByOne(entry -> delivery.commands((Translated) entry)));
        beans.put(
                "unlessDelivered",
                new UnlessDelivered(new Repetition(settings.repeat(), ledger.records()::entry, clock)));
        BulkDelivery bulk =
                new BulkDelivery(settings.bulk(), ledger.records()::batch, clock, meter::tries, meter::bulk);
        beans.put("bulk", bulk);
        beans.put(
                "gatheredWrites",
                new GatheredWrites(settings.bulk(), bulk, engine.workers(), engine.beginnings(), engine.timer()));
        beans.put(
                "writesInTurn",
                new WritesInTurn(bulk, ledger.records()::batch, ledger.tasks()::settled, engine.workers(), clock));
        beans.put(
                "bulkPatience",
                new BulkPatience(
                        ledger.records()::batch,
                        ledger.tasks()::hurry,
                        settings.bulk().patience(),
                        engine.workers(),
                        clock));
        beans.put("retryPause", new RetryPause(settings.delivery(), clock));
        return beans;
    }

    @SuppressWarnings("unchecked") // a lane of UpsertBatch.lanes
    private static List<? extends EntryState> lane(Object lane) {
        return (List<? extends EntryState>) lane;
    }

    /** Enough to have the next calls ready while others are made; of what is sent in bulk, the next request. */
    private static int ahead(GatewaySettings settings, UpsertBatch batch) {
        int calls = 2 * settings.delivery().concurrency();
        BulkSettings bulk = settings.bulk();
        return bulk.shared(batch.origin().sourceKey(), batch.entries().size()).isEmpty()
                ? calls
                : Math.max(calls, 2 * bulk.operations());
    }

    private static Map<String, Object> calls(GatewaySettings settings, Engine engine, Clock clock) {
        int concurrency = settings.delivery().concurrency();
        return switch (settings.registry().client()) {
            case VERTX ->
                Map.of(
                        "vertxCall",
                        EntrySteps.of(new VertxCall(engine.vertx(), settings.registry(), concurrency, clock)));
            case CAMEL_HTTP ->
                Map.of(
                        "registryThreads",
                        engine.registryThreads(concurrency),
                        "camelHttpCall",
                        new CamelHttpCall(),
                        "registryHttpClient",
                        new RegistryHttpClient(settings.registry()));
        };
    }
}
