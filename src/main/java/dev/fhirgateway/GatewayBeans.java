package dev.fhirgateway;

import dev.fhirgateway.access.Access;
import dev.fhirgateway.access.BodyLimits;
import dev.fhirgateway.access.Capacity;
import dev.fhirgateway.access.ClientsFile;
import dev.fhirgateway.access.FrontDoor;
import dev.fhirgateway.access.LetterDoor;
import dev.fhirgateway.access.RecordDoor;
import dev.fhirgateway.access.StatusDoor;
import dev.fhirgateway.delivery.Plan;
import dev.fhirgateway.delivery.window.RegistryDown;
import dev.fhirgateway.delivery.window.RegistryWindow;
import dev.fhirgateway.intake.DuplicateEntries;
import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.intake.IntakeFeed;
import dev.fhirgateway.ledger.Ledger;
import dev.fhirgateway.report.Report;
import dev.fhirgateway.report.ResultsInOrder;
import dev.fhirgateway.settings.DeliverySettings;
import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.settings.HttpSettings;
import dev.fhirgateway.settings.LargeBatches;
import dev.fhirgateway.translation.HistoricalImport;
import dev.fhirgateway.translation.Mappings;
import dev.fhirgateway.translation.References;
import dev.fhirgateway.translation.Translation;
import dev.fhirgateway.upsert.AnswerListener;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.RetryAfter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** The objects that the routes name, each under its name in the YAML, made from the settings and nothing else. */
final class GatewayBeans {
    /** How many batches may be in work at once; the next one is answered 429. */
    static final int BATCHES_AT_ONCE = 200;

    private static final int PERCENT_OF_HEAP_FOR_BODIES = 15;

    /** The name of what health asks about the mappings. */
    static final String MAPPINGS = "mappings";

    /** The name of what health asks about the registry. */
    static final String REGISTRY_WINDOW = "registryWindow";

    private GatewayBeans() {}

    /**
     * @param settings what to make them from
     * @param clients who may write
     * @param meters where to count
     * @param engine what they run on
     * @param opening what they remember; asked for late, because it may take a while
     */
    static Map<String, Object> of(
            GatewaySettings settings, ClientsFile clients, GatewayMeters meters, Engine engine, LedgerStart opening) {
        Clock clock = Clock.systemUTC();
        DeliverySettings delivery = settings.delivery();
        Map<String, Object> beans = new LinkedHashMap<>();
        RegistryWindow window = new RegistryWindow(delivery, settings.outage(), clock, engine.timer());
        beans.put(REGISTRY_WINDOW, window);
        meters.delivery(window);
        Capacity capacity = capacity(settings.http());
        meters.admission(capacity);
        Access access = new Access(settings.mode(), settings.sourceKey(), clients);
        beans.put("statusDoor", new StatusDoor(access));
        beans.put("recordDoor", new RecordDoor(access));
        beans.put("letterDoor", new LetterDoor(access, settings.intake().maxEntryBytes()));
        BodyLimits limits = new BodyLimits(
                settings.intake().maxBytes(),
                settings.jobs().maxBytes(),
                settings.jobs().largeBatches() == LargeBatches.JOB);
        beans.put(
                "frontDoor",
                new FrontDoor(access, limits, settings.jobs().handOvers(), capacity, source -> window.refusal(source)
                        .map(GatewayBeans::refused)));
        beans.put("intakeFeed", new IntakeFeed(settings.sourceKey()));
        DuplicateEntries duplicates = new DuplicateEntries(settings.duplicates());
        beans.put("duplicates", duplicates);
        Intake intake = new Intake(settings.intake(), delivery.deadline(), clock);
        beans.put("intake", intake);
        Mappings mappings = Mappings.load(settings.config());
        beans.put(MAPPINGS, mappings);
        meters.mappings(mappings);
        Translation translation = new Translation(
                mappings, settings.sourceIdentifiers(), new HistoricalImport(settings.historicalImport(), clock));
        beans.put("translation", translation);
        beans.putAll(EntrySteps.of(duplicates, intake, translation));
        beans.put("references", new References(settings.knownBases(), settings.sourceIdentifiers()));
        beans.put("plan", new Plan());
        Ledger ledger = opening.opened();
        TakenCalls taken = new TakenCalls(meters.calls()::record, clock);
        beans.putAll(DeliveryBeans.of(settings, window, meters.calls(), taken, engine, ledger));
        beans.putAll(FollowUpBeans.of(
                settings, window, meters.followUp(ledger.tasks(), ledger.parked(), clock), engine, ledger));
        beans.putAll(RecordBeans.of(settings, meters, ledger));
        beans.putAll(ClosingBeans.of(settings, access, window, taken, meters, engine.workers(), ledger));
        AnswerListener listener = meters.answers(translation, settings.metrics().unmappedSample());
        beans.putAll(JobBeans.of(
                settings,
                intake,
                new WindowOfJobs(window, taken, clock),
                listener,
                meters,
                engine,
                ledger,
                opening.journal()));
        beans.putAll(LetterBeans.of(settings, meters, window, ledger.letters()));
        beans.put("resultsInOrder", new ResultsInOrder());
        beans.put(
                "report",
                new Report(
                        clock,
                        source -> window.refusal(source)
                                .map(RegistryDown::retryAfter)
                                .orElse(delivery.backoffMax()),
                        settings.duplicates(),
                        listener,
                        settings.http().basePath()));
        return beans;
    }

    /** By default little enough of the heap that bodies, what is made of them and all the rest find room in it. */
    private static Capacity capacity(HttpSettings http) {
        long share = Runtime.getRuntime().maxMemory() * PERCENT_OF_HEAP_FOR_BODIES / 100;
        return new Capacity(BATCHES_AT_ONCE, http.memoryForBodies().orElse(share));
    }

    /** At once, and before the body is read: nothing would come of the wait. */
    private static RequestRefused refused(RegistryDown down) {
        return new RequestRefused(
                503,
                "transient",
                down.getMessage() + "; nothing was sent; a resend is safe",
                Map.of("Retry-After", RetryAfter.seconds(down.retryAfter())));
    }
}
