package dev.fhirgateway.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.MetadataRules;
import dev.fhirgateway.registry.RegistryTime;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.sandbox.record.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Holds the {@code meta} of a write against its shape ({@code source 000}) and its rules ({@code source 002}). */
final class MetaCheck {
    private static final Set<String> WRITABLE = Set.of("createdAt", "updatedAt", "identifier");
    private static final Set<String> IDENTIFIER = Set.of("id", "system", "value", "use", "period");
    private static final Set<String> PERIOD = Set.of("id", "start", "end");
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final Problems problems;

    private MetaCheck(Problems problems) {
        this.problems = problems;
    }

    static void check(JsonNode meta, Instant now, Problems problems) {
        if (meta.isMissingNode()) {
            return;
        }
        MetaCheck check = new MetaCheck(problems);
        if (check.isObject("meta", meta, WRITABLE)) {
            check.dates(meta);
            check.identifiers(meta.path("identifier"));
            rules(ResourceMeta.read(meta), now, problems);
        }
    }

    /** Holds metadata of a sound shape against the rules. */
    static void rules(ResourceMeta meta, Instant now, Problems problems) {
        MetadataRules.violations(meta, now, SKEW)
                .forEach(violation -> problems.add(violation.element(), violation.reason()));
    }

    private void dates(JsonNode meta) {
        for (String name : new String[] {"createdAt", "updatedAt"}) {
            JsonNode date = meta.path(name);
            if (!date.isMissingNode() && RegistryTime.parse(date.textValue()).isEmpty()) {
                problems.add("meta." + name, "is not a date and time");
            }
        }
    }

    private void identifiers(JsonNode identifiers) {
        if (!identifiers.isMissingNode() && !identifiers.isArray()) {
            problems.add("meta.identifier", "is not an array");
            return;
        }
        for (int i = 0; i < identifiers.size(); i++) {
            String element = "meta.identifier[" + i + "]";
            JsonNode identifier = identifiers.path(i);
            if (isObject(element, identifier, IDENTIFIER)) {
                strings(element, identifier, Set.of("id", "system", "value", "use"));
                period(element + ".period", identifier.path("period"));
            }
        }
    }

    private void period(String element, JsonNode period) {
        if (!period.isMissingNode() && isObject(element, period, PERIOD)) {
            strings(element, period, PERIOD);
        }
    }

    private boolean isObject(String element, JsonNode node, Set<String> keys) {
        if (!node.isObject()) {
            problems.add(element, "is not an object");
            return false;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!keys.contains(name)) {
                problems.add(element + "." + name, "cannot be written");
            }
        });
        return true;
    }

    private void strings(String element, JsonNode node, Set<String> names) {
        names.stream()
                .sorted()
                .filter(name -> node.has(name) && !node.path(name).isTextual())
                .forEach(name -> problems.add(element + "." + name, "is not a string"));
    }
}
