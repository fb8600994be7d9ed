package dev.fhirgateway.translation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each FHIR type becomes in the registry: the mappings of the gateway, each replaced by the operator's
 * {@code <config>/mappings/<Type>.jslt} where there is one. {@link MappingOutput} tells what a mapping has to give.
 *
 * <p>Files that come, change or go are taken up live, within a second of the next entry. A file that was broken by an
 * edit leaves what was in use for its type in use, and is told once in the log. Safe for use by many threads.
 */
public final class Mappings {
    private static final Logger LOG = LoggerFactory.getLogger(Mappings.class);

    private final MappingFolder folder;
    private final MappingCompiler compiler;
    private final long checkEveryNanos;
    private final AtomicLong lastCheck = new AtomicLong(System.nanoTime());
    private final Map<String, Optional<Mapping>> shipped = new ConcurrentHashMap<>();
    private volatile Map<String, Mapping> own = Map.of();
    private Map<String, MappingFolder.Stamp> stamps = Map.of();
    private boolean unreadable;

    private Mappings(Path config, Duration checkEvery) {
        this.folder = new MappingFolder(config);
        this.compiler = new MappingCompiler(folder);
        this.checkEveryNanos = checkEvery.toNanos();
    }

    /**
     * Reads the operator's mappings.
     *
     * @param config the operator's folder; neither it nor its {@code mappings} has to exist
     * @throws MappingException when files of the operator are broken; it names them all
     */
    public static Mappings load(Path config) {
        return load(config, Duration.ofSeconds(1));
    }

    static Mappings load(Path config, Duration checkEvery) {
        Mappings mappings = new Mappings(config, checkEvery);
        List<MappingDefect> defects = mappings.refresh();
        if (!defects.isEmpty()) {
            throw new MappingException(defects);
        }
        return mappings;
    }

    /** The mapping of a FHIR type as it is now; empty when it has none. */
    Optional<Mapping> forType(String type) {
        long now = System.nanoTime();
        long last = lastCheck.get();
        if (now - last >= checkEveryNanos && lastCheck.compareAndSet(last, now)) {
            refresh().forEach(defect -> LOG.warn("A mapping is broken, what was in use stays in use: {}", defect));
        }
        Mapping replacement = own.get(type);
        return replacement != null ? Optional.of(replacement) : shipped.computeIfAbsent(type, compiler::shipped);
    }

    /** Takes up the folder when it differs from last time, and gives what is then broken in it. */
    synchronized List<MappingDefect> refresh() {
        Map<String, MappingFolder.Stamp> found;
        try {
            found = folder.stamps();
            unreadable = false;
        } catch (IOException e) {
            boolean told = unreadable;
            unreadable = true;
            return told ? List.of() : List.of(new MappingDefect("config/mappings", 0, "the folder cannot be read"));
        }
        if (found.equals(stamps)) {
            return List.of();
        }
        stamps = found;
        return compile(found);
    }

    // All of them, not only the changed ones: any may import a changed module, and it takes milliseconds.
    private List<MappingDefect> compile(Map<String, MappingFolder.Stamp> files) {
        Map<String, Mapping> next = new HashMap<>();
        List<MappingDefect> defects = new ArrayList<>();
        for (String type : files.keySet().stream()
                .map(MappingFolder::typeOf)
                .flatMap(Optional::stream)
                .toList()) {
            try {
                next.put(type, compiler.own(type));
            } catch (MappingException e) {
                defects.addAll(e.defects());
                Optional.ofNullable(own.get(type)).ifPresent(lastGood -> next.put(type, lastGood));
            }
        }
        own = Map.copyOf(next);
        LOG.info("Mappings of the operator in use: {}", own.keySet());
        return defects;
    }
}
