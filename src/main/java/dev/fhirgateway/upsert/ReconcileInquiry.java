package dev.fhirgateway.upsert;

import java.io.InputStream;
import java.util.Objects;
import java.util.Set;

/**
 * An admitted list of records, to be held against what was delivered.
 *
 * @param sourceKey the registry source of the client who asks
 * @param source the source that it asks about
 * @param types the FHIR types of which all that was delivered has to be in the list; empty for those that it names
 * @param lines the list, one record a line; read once
 */
public record ReconcileInquiry(String sourceKey, String source, Set<String> types, InputStream lines) {
    public ReconcileInquiry {
        Objects.requireNonNull(sourceKey);
        Objects.requireNonNull(source);
        types = Set.copyOf(types);
        Objects.requireNonNull(lines);
    }
}
