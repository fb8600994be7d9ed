package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * Names a record of the registry within its source.
 *
 * @param type the registry's resource type (profile key), e.g. {@code patient}
 * @param id the registry id, fit for a path
 */
public record RecordName(String type, String id) {
    public RecordName {
        Objects.requireNonNull(type);
        Objects.requireNonNull(id);
    }
}
