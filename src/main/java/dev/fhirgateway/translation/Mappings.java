package dev.fhirgateway.translation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each FHIR type becomes in the registry: the mappings of the gateway, each replaced by the operator's
 * {@code <config>/mappings/<Type>.jslt} where there is one. {@link MappingOutput} tells what a mapping has to give.
 *
 * <p>Files that come, change or go are taken up live, within a second of the next look. A file that was broken by an
 * edit leaves what was in use for its type in use; the log tells it once, and {@link #problems} as long as it is so.
 * Safe for use by many threads.
 */
public final class Mappings {
    private static final Logger LOG = LoggerFactory.getLogger(Mappings.class);

    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);

    private final OwnMappings files;
    private final long checkEveryNanos;
    private final AtomicLong lastCheck = new AtomicLong(System.nanoTime());
    private volatile MappingSet set = MappingSet.of(Map.of());
    private volatile List<MappingDefect> problems = List.of();
    private volatile boolean inUse;
    private Map<String, Mapping> own = Map.of();
    private @Nullable Map<String, MappingFolder.Stamp> stamps = Map.of();

    private Mappings(OwnMappings files, Duration checkEvery) {
        this.files = files;
        this.checkEveryNanos = checkEvery.toNanos();
    }

    /**
     * Reads the operator's mappings.
     *
     * @param config the operator's folder; neither it nor its {@code mappings} has to exist
     * @throws MappingException when files of the operator are broken; it names them all
     */
    public static Mappings load(Path config) {
        return load(config, CHECK_EVERY);
    }

    static Mappings load(Path config, Duration checkEvery) {
        return withoutProblems(read(new OwnMappings(config, true), checkEvery));
    }

    /** The same, but takes a mapping that gives nothing too, for who wants to see why. */
    public static Mappings loadUntried(Path config) {
        return withoutProblems(read(new OwnMappings(config, false), CHECK_EVERY));
    }

    /** The same, but goes on with those that can be used; {@link #problems} tells the others. */
    public static Mappings read(Path config) {
        return read(new OwnMappings(config, true), CHECK_EVERY);
    }

    private static Mappings read(OwnMappings files, Duration checkEvery) {
        Mappings mappings = new Mappings(files, checkEvery);
        mappings.refresh();
        mappings.inUse = true;
        return mappings;
    }

    private static Mappings withoutProblems(Mappings mappings) {
        if (!mappings.problems.isEmpty()) {
            throw new MappingException(mappings.problems);
        }
        return mappings;
    }

    /** Mappings that stay as they are. */
    public static Mappings fixed(MappingSet set) {
        Mappings mappings = new Mappings(new OwnMappings(Path.of(""), false), Duration.ofNanos(Long.MAX_VALUE));
        mappings.set = set;
        return mappings;
    }

    /** All mappings as they are now; what is returned stays as it is. */
    public MappingSet current() {
        long now = System.nanoTime();
        long last = lastCheck.get();
        if (now - last >= checkEveryNanos && lastCheck.compareAndSet(last, now)) {
            refresh();
        }
        return set;
    }

    /** What is wrong with the files as they stand now; what was in use before is in use meanwhile. */
    public List<MappingDefect> problems() {
        current();
        return problems;
    }

    /** The mapping of a FHIR type as it is now; empty when it has none. */
    Optional<Mapping> forType(String type) {
        return current().forType(type);
    }

    /** Takes up the folder when it differs from last time. */
    synchronized void refresh() {
        try {
            Map<String, MappingFolder.Stamp> found = files.stamps();
            if (!found.equals(stamps)) {
                stamps = found;
                use(files.read(found.keySet(), own));
            }
        } catch (IOException e) {
            stamps = null;
            tell(List.of(MappingDefect.of("config/mappings", "the folder cannot be read")));
        }
    }

    private void use(OwnMappings.Reading reading) {
        reading.byType().forEach(this::tellWhenNew);
        own = reading.byType();
        set = MappingSet.of(own);
        tell(reading.defects());
    }

    private void tellWhenNew(String type, Mapping mapping) {
        Mapping before = own.get(type);
        if (before == null || !before.version().equals(mapping.version())) {
            LOG.info("In use for {}: {}, version {}", type, mapping.file(), mapping.version());
        }
    }

    /** What is broken from the start is for the caller to tell: nothing was in use before. */
    private void tell(List<MappingDefect> defects) {
        defects.stream()
                .filter(defect -> inUse && !problems.contains(defect))
                .forEach(defect -> LOG.warn("A mapping is broken, what was in use stays in use: {}", defect));
        problems = List.copyOf(defects);
    }
}
