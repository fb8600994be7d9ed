package dev.fhirgateway.upsert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * What one valid entry became: one record to be written to the registry.
 *
 * @param entry the entry it came from
 * @param type the registry's resource type (profile key), e.g. {@code patient}
 * @param id the registry id, fit for a path
 * @param payload the write body {@code {data, meta?, contained?}}. Read it, never change it
 */
public record RegistryCommand(UpsertEntry entry, String type, String id, ObjectNode payload) implements EntryState {
    public RegistryCommand {
        Objects.requireNonNull(entry);
        Objects.requireNonNull(type);
        Objects.requireNonNull(id);
        Objects.requireNonNull(payload);
    }

    @Override
    public String toString() {
        return "RegistryCommand[" + entry.index() + " " + type + "]";
    }
}
