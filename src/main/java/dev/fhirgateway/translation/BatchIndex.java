package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.Referring;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of one batch, by what references know them by. Their identifiers are read only when a reference asks for
 * one, because most batches have no such reference. To be used by one thread.
 */
final class BatchIndex {
    private record Holder(String fhirType, String system, RecordName record) {}

    private final Collection<Referring> entries;
    private final Map<String, RecordName> byKey = new HashMap<>();
    private final Map<String, Set<RecordName>> byId = new HashMap<>();
    private @Nullable Map<String, List<Holder>> byIdentifier;

    BatchIndex(Collection<Referring> entries) {
        this.entries = entries;
        for (Referring entry : entries) {
            byKey.put(entry.entry().key(), entry.record());
            byId.computeIfAbsent(Objects.requireNonNull(entry.entry().id()), id -> new LinkedHashSet<>())
                    .add(entry.record());
        }
    }

    /** The record that an entry of this type and id became. */
    Optional<RecordName> find(FhirReference.Literal literal) {
        return Optional.ofNullable(byKey.get(literal.type() + "/" + literal.id()));
    }

    /** The records of entries with this id, of whatever type. */
    Set<RecordName> find(FhirReference.Urn urn) {
        return byId.getOrDefault(urn.id(), Set.of());
    }

    /** The records of entries with this identifier. */
    Set<RecordName> find(FhirReference.ByIdentifier wanted) {
        Set<RecordName> found = new LinkedHashSet<>();
        for (Holder holder : identifiers().getOrDefault(wanted.value(), List.of())) {
            boolean typeFits = wanted.type() == null || wanted.type().equals(holder.fhirType());
            boolean systemFits = wanted.system() == null || wanted.system().equals(holder.system());
            if (typeFits && systemFits) {
                found.add(holder.record());
            }
        }
        return found;
    }

    private Map<String, List<Holder>> identifiers() {
        if (byIdentifier == null) {
            Map<String, List<Holder>> read = new HashMap<>();
            entries.forEach(entry -> read(entry, read));
            byIdentifier = read;
        }
        return byIdentifier;
    }

    private static void read(Referring entry, Map<String, List<Holder>> into) {
        JsonNode identifier = RegistryJson.parse(entry.entry().original().toByteArray())
                .orElseThrow()
                .path("identifier");
        Iterable<JsonNode> all = identifier.isArray() ? identifier : List.of(identifier);
        for (JsonNode one : all) {
            if (one.path("value").isTextual()) {
                into.computeIfAbsent(one.path("value").textValue(), value -> new ArrayList<>())
                        .add(new Holder(
                                Objects.requireNonNull(entry.entry().resourceType()),
                                one.path("system").asText(),
                                entry.record()));
            }
        }
    }
}
