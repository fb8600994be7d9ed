package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.Identifier;
import dev.fhirgateway.registry.MetadataRules;
import dev.fhirgateway.registry.RegistryTime;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.ValidEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Gives records the times of their source ({@code source 002}), for the sources that want it: those that the mapping puts
 * into {@code meta}, else the {@code meta.lastUpdated} of the resource. The registry honours them when it creates a record
 * and never again. What it would refuse is found here, before a call, and all of it at once.
 */
public final class HistoricalImport {
    /** For no source. */
    static final HistoricalImport OFF = new HistoricalImport(Set.of(), Clock.systemUTC());

    /** How far ahead the clock of a source may be ({@code registry-side 14.12}). */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final Set<String> sources;
    private final Clock clock;

    /**
     * @param sources the registry sources whose records keep the times of the EHR
     * @param clock the present, which no such time may be after
     */
    public HistoricalImport(Set<String> sources, Clock clock) {
        this.sources = Set.copyOf(sources);
        this.clock = clock;
    }

    /**
     * Adds the times to the {@code meta} that a record is to be sent with.
     *
     * @return why the registry would not take the {@code meta}; empty when it will
     */
    List<Problem> addTo(ObjectNode meta, ValidEntry entry, MappedRecord record) {
        if (!sources.contains(entry.entry().origin().sourceKey())) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        Optional<Instant> created = time("createdAt", entry, record, problems);
        Optional<Instant> updated = time("updatedAt", entry, record, problems);
        created.ifPresent(time -> meta.put("createdAt", time.toString()));
        updated.ifPresent(time -> meta.put("updatedAt", time.toString()));
        ResourceMeta asked = new ResourceMeta(created.orElse(null), updated.orElse(null), null, identifiers(meta));
        MetadataRules.violations(asked, clock.instant(), SKEW)
                .forEach(
                        broken -> problems.add(problem(entry, broken.element() + " of the record " + broken.reason())));
        return problems;
    }

    private static List<Identifier> identifiers(ObjectNode meta) {
        return StreamSupport.stream(meta.path("identifier").spliterator(), false)
                .map(Identifier::read)
                .toList();
    }

    private static Optional<Instant> time(String name, ValidEntry entry, MappedRecord record, List<Problem> problems) {
        String mapped = record.meta().path(name).textValue();
        String text = mapped == null
                ? entry.resource().path("meta").path("lastUpdated").textValue()
                : mapped;
        Optional<Instant> time = RegistryTime.parse(text);
        if (text != null && time.isEmpty()) {
            problems.add(problem(entry, "meta." + name + " of the record is not a date with a time of day"));
        }
        return time;
    }

    private static Problem problem(ValidEntry entry, String reason) {
        return new Problem("business-rule", entry.resourceType() + ".meta.lastUpdated", reason);
    }
}
