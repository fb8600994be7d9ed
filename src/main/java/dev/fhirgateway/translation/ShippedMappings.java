package dev.fhirgateway.translation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The mappings in the jar. They are the same as long as the process lives, so each is compiled once: when it is first asked
 * for, because few registries get resources of all types, and a start need not wait for what no batch may ever need.
 */
final class ShippedMappings {
    private static final Set<String> TYPES = Set.of(
            "CareTeam",
            "Coverage",
            "Encounter",
            "HealthcareService",
            "Location",
            "Organization",
            "Patient",
            "Practitioner",
            "PractitionerRole",
            "RelatedPerson");

    private static final Map<String, Mapping> COMPILED = new ConcurrentHashMap<>();

    private ShippedMappings() {}

    /** The FHIR types that have one. */
    static Set<String> types() {
        return TYPES;
    }

    /** That of a FHIR type; empty when it has none. */
    static Optional<Mapping> forType(String type) {
        return TYPES.contains(type)
                ? Optional.of(COMPILED.computeIfAbsent(type, MappingCompiler::shipped))
                : Optional.empty();
    }
}
