package dev.fhirgateway;

import dev.fhirgateway.access.Access;
import dev.fhirgateway.access.ClientsFile;
import dev.fhirgateway.access.FrontDoor;
import dev.fhirgateway.delivery.Delivery;
import dev.fhirgateway.delivery.Plan;
import dev.fhirgateway.delivery.RegistryHttpClient;
import dev.fhirgateway.delivery.RetryPause;
import dev.fhirgateway.delivery.VersionCounter;
import dev.fhirgateway.delivery.order.ClaimedRecords;
import dev.fhirgateway.delivery.order.RecordOrder;
import dev.fhirgateway.delivery.order.RecordTurns;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The objects that the routes name, each under its name in the YAML, made from the settings and nothing else. */
final class GatewayBeans {
    /** How many batches may be in work at once; the next one is answered 429. */
    static final int BATCHES_AT_ONCE = 200;

    /** The name of what health asks about the mappings. */
    static final String MAPPINGS = "mappings";

    private GatewayBeans() {}

    /**
     * @param settings what to make them from
     * @param clients who may write
     * @param deliveryWindow the threads of the in-flight window
     */
    static Map<String, Object> of(GatewaySettings settings, ClientsFile clients, ExecutorService deliveryWindow) {
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
        beans.put("deliveryWindow", deliveryWindow);
        RecordOrder recordOrder = new RecordOrder(deliveryWindow, clock);
        beans.put("claimedRecords", new ClaimedRecords(recordOrder));
        beans.put("recordOrder", new RecordTurns(recordOrder));
        beans.put("delivery", new Delivery(new VersionCounter(clock), clock));
        beans.put("plan", new Plan());
        beans.put("retryPause", new RetryPause(delivery, clock));
        beans.put("registryHttpClient", new RegistryHttpClient(settings.registry()));
        beans.put("resultsInOrder", new ResultsInOrder());
        beans.put("report", new Report(clock, delivery.backoffMax(), settings.duplicates()));
        return beans;
    }

    /**
     * One thread for each call that may be in flight. The queue has no bound, because a batch stands in it at most
     * twice: its splitter comes back to the end of the queue after each entry, so batches take turns.
     */
    static ExecutorService deliveryWindow(int concurrency) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor window = new ThreadPoolExecutor(
                concurrency, concurrency, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "delivery-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        window.allowCoreThreadTimeOut(true);
        return window;
    }
}
