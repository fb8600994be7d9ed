package dev.fhirgateway.metrics;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Unmapped;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then at a stored entry of each type for elements that its mapping does not carry, so that a code system
 * or an extension that an EHR begins to send is seen. To look costs as much as translating some 30 entries: so it is
 * done for few, on a thread of its own, and an entry for which there is no room in its queue is passed over.
 */
public final class UnmappedSample implements Consumer<BatchReport> {
    private static final Logger LOG = LoggerFactory.getLogger(UnmappedSample.class);
    private static final int QUEUED_AT_MOST = 32;
    private static final int ELEMENTS_AT_MOST = 1000;

    /** What FHIR calls elements; everything else could be something that a client thought of. */
    private static final Pattern ELEMENT = Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z0-9_]+){1,20}");

    private final MeterRegistry registry;
    private final long everyNanos;
    private final Function<UpsertEntry, List<Unmapped>> unmapped;
    private final LongSupplier nanoTime;
    private final Map<String, Long> looked = new ConcurrentHashMap<>();
    private final BoundedLabel elements = new BoundedLabel(ELEMENTS_AT_MOST);
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUED_AT_MOST), UnmappedSample::daemon);

    /**
     * @param every how long to wait between two entries of a type
     * @param unmapped the elements of a stored entry that its mapping does not carry
     */
    public UnmappedSample(MeterRegistry registry, Duration every, Function<UpsertEntry, List<Unmapped>> unmapped) {
        this(registry, every, unmapped, System::nanoTime);
    }

    UnmappedSample(
            MeterRegistry registry,
            Duration every,
            Function<UpsertEntry, List<Unmapped>> unmapped,
            LongSupplier nanoTime) {
        this.registry = registry;
        this.everyNanos = every.toNanos();
        this.unmapped = unmapped;
        this.nanoTime = nanoTime;
        thread.allowCoreThreadTimeOut(true);
    }

    /** Takes an entry of each type that it is time to look at; returns at once. */
    @Override
    public void accept(BatchReport report) {
        for (UpsertResult result : report.results()) {
            boolean stored = result instanceof UpsertResult.Persisted || result instanceof UpsertResult.Accepted;
            if (stored && isTimeFor(type(result.entry()))) {
                offer(result.entry());
            }
        }
    }

    private boolean isTimeFor(String type) {
        long now = nanoTime.getAsLong();
        Long last = looked.get(type);
        if (last == null) {
            return looked.putIfAbsent(type, now) == null;
        }
        return now - last >= everyNanos && looked.replace(type, last, now);
    }

    private void offer(UpsertEntry entry) {
        try {
            thread.execute(() -> look(entry));
        } catch (RejectedExecutionException full) {
            LOG.trace("passed over");
        }
    }

    private void look(UpsertEntry entry) {
        try {
            Set<String> left = unmapped.apply(entry).stream()
                    .map(element -> elements.of(label(element.path())))
                    .collect(Collectors.toSet());
            String type = type(entry);
            left.forEach(
                    element -> counter("unmapped", "Stored entries looked at whose mapping left the element behind")
                            .tags("type", type, "element", element)
                            .register(registry)
                            .increment());
            counter("sampled", "Stored entries looked at for what their mapping leaves behind")
                    .tags("type", type)
                    .register(registry)
                    .increment();
        } catch (RuntimeException e) {
            LOG.debug("a sample could not be looked at: {}", e.getClass().getName());
        }
    }

    private static Counter.Builder counter(String what, String description) {
        return Counter.builder("gateway.mapping." + what).description(description);
    }

    /** An extension is told without its URL, which is the client's own text. */
    private static String label(String path) {
        int bracket = path.indexOf('[');
        String element = bracket < 0 ? path : path.substring(0, bracket);
        return ELEMENT.matcher(element).matches() ? element : BoundedLabel.OTHER;
    }

    /** It was stored, so it has one, and it is one of FHIR R4. */
    private static String type(UpsertEntry entry) {
        return Objects.requireNonNull(entry.resourceType());
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "unmapped-sample");
        thread.setDaemon(true);
        return thread;
    }
}
