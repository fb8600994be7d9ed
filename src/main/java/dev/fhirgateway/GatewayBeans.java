package dev.fhirgateway;

import dev.fhirgateway.access.Access;
import dev.fhirgateway.access.ClientsFile;
import dev.fhirgateway.access.FrontDoor;
import dev.fhirgateway.delivery.CamelHttpCall;
import dev.fhirgateway.delivery.Delivery;
import dev.fhirgateway.delivery.Plan;
import dev.fhirgateway.delivery.RegistryHttpClient;
import dev.fhirgateway.delivery.RegistryTurn;
import dev.fhirgateway.delivery.RetryPause;
import dev.fhirgateway.delivery.VersionCounter;
import dev.fhirgateway.delivery.VertxCall;
import dev.fhirgateway.delivery.order.ClaimedRecords;
import dev.fhirgateway.delivery.order.RecordOrder;
import dev.fhirgateway.delivery.order.RecordTurns;
import dev.fhirgateway.delivery.window.RegistryWindow;
import dev.fhirgateway.intake.DuplicateEntries;
import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.intake.IntakeFeed;
import dev.fhirgateway.report.Report;
import dev.fhirgateway.report.ResultsInOrder;
import dev.fhirgateway.settings.DeliverySettings;
import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.translation.HistoricalImport;
import dev.fhirgateway.translation.Mappings;
import dev.fhirgateway.translation.References;
import dev.fhirgateway.translation.Translation;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** The objects that the routes name, each under its name in the YAML, made from the settings and nothing else. */
final class GatewayBeans {
    /** How many batches may be in work at once; the next one is answered 429. */
    static final int BATCHES_AT_ONCE = 200;

    /** The name of what health asks about the mappings. */
    static final String MAPPINGS = "mappings";

    /** The name of what health asks about the registry. */
    static final String REGISTRY_WINDOW = "registryWindow";

    private GatewayBeans() {}

    /**
     * @param settings what to make them from
     * @param clients who may write
     * @param engine what they run on
     */
    static Map<String, Object> of(GatewaySettings settings, ClientsFile clients, Engine engine) {
        Clock clock = Clock.systemUTC();
        DeliverySettings delivery = settings.delivery();
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put(
                "frontDoor",
                new FrontDoor(
                        new Access(settings.mode(), settings.sourceKey(), clients),
                        settings.intake().maxBytes(),
                        BATCHES_AT_ONCE));
        beans.put("intakeFeed", new IntakeFeed(settings.sourceKey()));
        beans.put("duplicates", new DuplicateEntries(settings.duplicates()));
        beans.put("intake", new Intake(settings.intake(), delivery.deadline(), clock));
        Mappings mappings = Mappings.load(settings.config());
        beans.put(MAPPINGS, mappings);
        beans.put(
                "translation",
                new Translation(
                        mappings,
                        settings.sourceIdentifiers(),
                        new HistoricalImport(settings.historicalImport(), clock)));
        beans.put("references", new References(settings.knownBases(), settings.sourceIdentifiers()));
        RegistryWindow window = new RegistryWindow(delivery, settings.outage(), clock, engine.timer());
        beans.put(REGISTRY_WINDOW, window);
        beans.put("splitters", engine.splitters());
        beans.put("workers", engine.workers());
        beans.put("batchPace", new BatchPace(2 * delivery.concurrency(), engine.workers()));
        beans.put("registryTurn", new RegistryTurn(window, engine.workers()));
        beans.putAll(calls(settings, engine, clock));
        RecordOrder recordOrder = new RecordOrder(engine.workers(), clock);
        beans.put("claimedRecords", new ClaimedRecords(recordOrder));
        beans.put("recordOrder", new RecordTurns(recordOrder));
        beans.put("delivery", new Delivery(new VersionCounter(clock), clock));
        beans.put("plan", new Plan());
        beans.put("retryPause", new RetryPause(delivery, clock));
        beans.put("resultsInOrder", new ResultsInOrder());
        beans.put("report", new Report(clock, delivery.backoffMax(), settings.duplicates()));
        return beans;
    }

    private static Map<String, Object> calls(GatewaySettings settings, Engine engine, Clock clock) {
        int concurrency = settings.delivery().concurrency();
        return switch (settings.registry().client()) {
            case VERTX -> Map.of("vertxCall", new VertxCall(engine.vertx(), settings.registry(), concurrency, clock));
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
