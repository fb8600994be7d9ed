package dev.fhirgateway;

import dev.fhirgateway.access.Access;
import dev.fhirgateway.access.Capacity;
import dev.fhirgateway.access.ClientsFile;
import dev.fhirgateway.access.FrontDoor;
import dev.fhirgateway.delivery.Delivery;
import dev.fhirgateway.delivery.Plan;
import dev.fhirgateway.delivery.RegistryHttpClient;
import dev.fhirgateway.delivery.RetryPause;
import dev.fhirgateway.delivery.VersionCounter;
import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.intake.IntakeFeed;
import dev.fhirgateway.metrics.BatchMeters;
import dev.fhirgateway.metrics.Gauges;
import dev.fhirgateway.metrics.UnmappedSample;
import dev.fhirgateway.report.Report;
import dev.fhirgateway.report.ResultsInOrder;
import dev.fhirgateway.settings.DeliverySettings;
import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.settings.HttpSettings;
import dev.fhirgateway.translation.HistoricalImport;
import dev.fhirgateway.translation.Mappings;
import dev.fhirgateway.translation.References;
import dev.fhirgateway.translation.Translation;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The objects that the routes name, each under its name in the YAML, made from the settings and nothing else. */
final class GatewayBeans {
    /** How many batches may be in work at once; the next one is answered 429. */
    static final int BATCHES_AT_ONCE = 200;

    private static final int PERCENT_OF_HEAP_FOR_BODIES = 15;

    /** The name of what health asks about the mappings. */
    static final String MAPPINGS = "mappings";

    private GatewayBeans() {}

    /**
     * @param settings what to make them from
     * @param clients who may write
     * @param meters where to count
     * @param deliveryWindow the threads of the in-flight window
     */
    static Map<String, Object> of(
            GatewaySettings settings, ClientsFile clients, MeterRegistry meters, ExecutorService deliveryWindow) {
        Clock clock = Clock.systemUTC();
        DeliverySettings delivery = settings.delivery();
        Map<String, Object> beans = new LinkedHashMap<>();
        Gauges gauges = new Gauges(meters);
        Capacity capacity = capacity(settings.http());
        gauges.admission(capacity::requests, capacity::bytes, capacity::bytesAtMost);
        beans.put(
                "frontDoor",
                new FrontDoor(
                        new Access(settings.mode(), settings.sourceKey(), clients),
                        settings.intake().maxBytes(),
                        capacity,
                        source -> Optional.empty()));
        beans.put("intakeFeed", new IntakeFeed(settings.sourceKey()));
        beans.put("intake", new Intake(settings.intake(), delivery.deadline(), clock));
        Mappings mappings = Mappings.load(settings.config());
        beans.put(MAPPINGS, mappings);
        gauges.configProblems("mappings", () -> mappings.problems().size());
        Translation translation = new Translation(
                mappings, settings.sourceIdentifiers(), new HistoricalImport(settings.historicalImport(), clock));
        beans.put("translation", translation);
        beans.put("references", new References(settings.knownBases(), settings.sourceIdentifiers()));
        beans.put("deliveryWindow", deliveryWindow);
        beans.put("delivery", new Delivery(new VersionCounter(clock), clock));
        beans.put("plan", new Plan());
        beans.put("retryPause", new RetryPause(delivery, clock));
        beans.put("registryHttpClient", new RegistryHttpClient(settings.registry()));
        beans.put("resultsInOrder", new ResultsInOrder());
        beans.put("report", new Report(clock, delivery.backoffMax(), batchMeters(meters, settings, translation)));
        return beans;
    }

    private static BatchMeters batchMeters(MeterRegistry meters, GatewaySettings settings, Translation translation) {
        Duration every = settings.metrics().unmappedSample();
        return new BatchMeters(
                meters,
                Intake::isResourceType,
                every.isZero() ? report -> {} : new UnmappedSample(meters, every, translation::unmapped));
    }

    /** By default little enough of the heap that bodies, what is made of them and all the rest find room in it. */
    private static Capacity capacity(HttpSettings http) {
        long share = Runtime.getRuntime().maxMemory() * PERCENT_OF_HEAP_FOR_BODIES / 100;
        return new Capacity(BATCHES_AT_ONCE, http.memoryForBodies().orElse(share));
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
