package dev.fhirgateway.translation;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What each FHIR type becomes, as of one moment. It never changes: whoever keeps it for the length of a batch has one
 * version of every mapping from the first entry to the last, whatever is edited meanwhile.
 */
public final class MappingSet {
    private final Map<String, Mapping> own;

    private MappingSet(Map<String, Mapping> own) {
        this.own = Map.copyOf(own);
    }

    /** The mappings of the gateway, those of the operator in the place of their type's. */
    static MappingSet of(Map<String, Mapping> own) {
        return new MappingSet(own);
    }

    /** The same, but with this mapping for the type. */
    public MappingSet with(String type, Mapping mapping) {
        Map<String, Mapping> more = new TreeMap<>(own);
        more.put(type, mapping);
        return new MappingSet(more);
    }

    /** The mapping of a FHIR type; empty when it has none. */
    public Optional<Mapping> forType(String type) {
        return Optional.ofNullable(own.get(type)).or(() -> ShippedMappings.forType(type));
    }

    /** The FHIR types that have a mapping, by name. */
    public SortedSet<String> types() {
        SortedSet<String> types = new TreeSet<>(ShippedMappings.types());
        types.addAll(own.keySet());
        return types;
    }

    /** Those of them whose mapping is the operator's. */
    public SortedSet<String> ownTypes() {
        return new TreeSet<>(own.keySet());
    }
}
